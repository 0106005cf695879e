package io.spotmanager.gateway.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.gateway.problem.ProblemException;
import org.junit.jupiter.api.Test;

class FeatureTest {
    @Test
    void what_is_on_lets_requests_pass() {
        assertThatCode(Feature.on("netbox")::require).doesNotThrowAnyException();
    }

    @Test
    void what_is_off_refuses_them_and_says_what_is_missing() {
        assertThatThrownBy(Feature.off("launch", "no key: set SOME_KEY")::require)
                .isInstanceOfSatisfying(ProblemException.class, problem -> {
                    assertThat(problem.getBody().getStatus()).isEqualTo(409);
                    assertThat(String.valueOf(problem.getBody().getType())).endsWith(":feature-off");
                    assertThat(problem.getBody().getDetail()).contains("set SOME_KEY");
                });
    }
}
