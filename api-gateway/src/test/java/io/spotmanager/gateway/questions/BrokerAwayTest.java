package io.spotmanager.gateway.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.questions.BrokerQuestions;
import io.spotmanager.questions.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a gateway's own questions say when the broker is away, as it is in these tests. */
@GatewayTest
class BrokerAwayTest {
    private final Gateway gateway;

    BrokerAwayTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    @Timeout(20)
    void a_question_says_at_once_that_the_broker_cannot_be_reached() {
        var answer = gateway.part("brokerQuestions", BrokerQuestions.class).ask(new Question.Aggregates());

        assertThat(answer).isInstanceOf(CloudResult.NotSent.class);
        assertThat(answer.readProblem())
                .isEqualTo("the broker cannot be reached, so no inventory worker could be asked");
    }
}
