package io.spotmanager.gateway.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A script waits for the end of its command with one request, as it did with the former tool. */
@GatewayTest
class PreferWaitTest {
    private static final String EXECUTE = "/api/execute-migration";

    private final Gateway gateway;
    private final OutcomeWaits waits;
    private final HikariDataSource connections;

    PreferWaitTest(Gateway gateway, @Autowired OutcomeWaits waits, @Autowired HikariDataSource connections) {
        this.gateway = gateway;
        this.waits = waits;
        this.connections = connections;
    }

    @Test
    void the_answer_comes_when_the_operation_has_succeeded() {
        var answer = waiting("H1", "wait=60");
        gateway.worker().carriesOut(operationOf("H1"));

        var reply = answer.join().is(200);
        assertThat(reply.header("Preference-Applied")).isEqualTo("wait=60");
        assertThat(reply.json().path("success").asBoolean()).isTrue();
        assertThat(reply.field("state")).isEqualTo("SUCCEEDED");
        assertThat(reply.field("message")).contains("H1");
        assertThat(reply.field("href")).endsWith(reply.field("id"));
        var result = reply.json().path("results").path(0);
        assertThat(result.path("command").asString()).isEqualTo("openstack aggregate add host L40-n3 H1");
        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("output").asString()).isEqualTo("200");
    }

    @Test
    void what_waits_for_a_person_is_a_conflict_at_once() {
        var answer = waiting("H1", "respond-async, wait=60");
        gateway.worker().getsStuckWith(operationOf("H1"));

        var reply = answer.join().isProblem(409, "operation-failed");
        assertThat(reply.json().path("success").asBoolean(true)).isFalse();
        assertThat(reply.field("state")).isEqualTo("NEEDS_OPERATOR");
        assertThat(reply.field("error")).contains("Somebody else moved the host.");
        assertThat(reply.json().path("results").path(0).path("success").isBoolean())
                .isTrue();
    }

    @Test
    void what_was_rejected_is_a_bad_request() {
        var answer = waiting("H1", "wait=60");
        operationOf("H1");
        gateway.tamper(
                "update operation set state = 'REJECTED', open = false, ended_at = now(), updated_at = now(), audit_seq = audit_seq + 1, cause = 'It has VMs.'");

        assertThat(answer.join().isProblem(400, "operation-rejected").field("message"))
                .contains("REJECTED", "It has VMs.");
    }

    @Test
    void the_time_is_over_while_the_operation_goes_on() {
        var reply = waiting("H1", "Wait=\"1\"; strict").join().is(202);

        assertThat(reply.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(reply.field("state")).isEqualTo("REQUESTED");
        assertThat(reply.header("Location")).isEqualTo(reply.field("href"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait", "wait=soon", "wait=-1", "return=minimal"})
    void what_is_no_such_preference_is_ignored(String preference) {
        var reply = waiting("H1", preference).join().is(202);

        assertThat(reply.header("Preference-Applied")).isEmpty();
    }

    @Test
    void the_same_key_waits_for_the_same_operation() {
        var first = gateway.operator()
                .withKey("k")
                .post(EXECUTE, Gateway.moveOf("H1"))
                .is(202);
        var again = CompletableFuture.supplyAsync(
                () -> gateway.operator().withKey("k").with("Prefer", "wait=60").post(EXECUTE, Gateway.moveOf("H1")));
        await().until(() -> waits.count() == 1);
        gateway.worker().carriesOut(first.id());

        assertThat(again.join().is(200).id()).isEqualTo(first.id());
    }

    @Test
    void those_who_wait_hold_no_connection() {
        var answers = IntStream.range(0, 30)
                .mapToObj(number -> waiting("H" + number, "wait=60"))
                .toList();
        await().atMost(Duration.ofSeconds(20)).until(() -> waits.count() == answers.size());

        await().until(() -> connections.getHikariPoolMXBean().getActiveConnections() == 0);

        waits.stop();
        assertThat(answers).allSatisfy(answer -> answer.join().is(202));
        waits.start();
    }

    private CompletableFuture<Reply> waiting(String host, String preference) {
        return CompletableFuture.supplyAsync(
                () -> gateway.operator().with("Prefer", preference).post(EXECUTE, Gateway.moveOf(host)),
                Thread::startVirtualThread);
    }

    private UUID operationOf(String host) {
        await().until(() -> waits.count() == 1);
        return gateway.jdbc()
                .sql("select id from operation where subject = ?")
                .param(host)
                .query(UUID.class)
                .single();
    }
}
