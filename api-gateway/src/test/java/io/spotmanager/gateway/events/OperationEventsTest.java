package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.GatewayApplication;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A client hears what becomes of operations, and misses nothing when it was away for a moment. */
@ListeningTest
class OperationEventsTest {
    private final Gateway gateway;

    @Autowired
    private Environment environment;

    OperationEventsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void a_viewer_is_greeted_over_a_connection_that_no_proxy_keeps_back() {
        try (var ear = Ear.of(gateway.viewer())) {
            assertThat(ear.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(ear.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(ear.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(ear.resumed()).isFalse();
            assertThat(ear.heard.getFirst().data().path("gateway").asString()).isNotBlank();
        }
    }

    @Test
    void clients_that_go_away_take_no_other_connection_along() {
        for (var round = 0; round < 5; round++) {
            ears().forEach(Ear::close);
            var ears = ears();
            for (var ear : ears) {
                await().atMost(Ear.PATIENCE).until(() -> ear.comments.size() > 2 || !ear.goesOn());
            }
            assertThat(ears).allMatch(Ear::goesOn);
            ears.forEach(Ear::close);
        }
    }

    private List<Ear> ears() {
        return Stream.generate(() -> Ear.of(gateway.viewer())).limit(20).toList();
    }

    @Test
    void an_operation_is_told_as_it_is_accepted_and_as_it_goes_on() {
        try (var ear = Ear.of(gateway.viewer())) {
            var id = gateway.acceptedMoveOf("H1");
            var accepted = ear.awaitOperation(id.toString(), "REQUESTED").data();
            assertThat(accepted.propertyNames())
                    .containsExactlyInAnyOrder(
                            "id",
                            "kind",
                            "host",
                            "requested_by",
                            "state",
                            "open",
                            "attempt",
                            "available_at",
                            "actions",
                            "entered_at",
                            "seq",
                            "updated_at");
            assertThat(accepted.path("host").asString()).isEqualTo("H1");
            assertThat(accepted.path("requested_by").asString()).isEqualTo("operator");

            gateway.worker().getsStuckWith(id);
            var stuck = ear.awaitOperation(id.toString(), "NEEDS_OPERATOR").data();
            assertThat(stuck.path("cause").asString()).isEqualTo("Somebody else moved the host.");
            assertThat(stuck.path("actions").valueStream().map(action -> action.asString()))
                    .contains("RETRY", "ADOPT");
            assertThat(stuck.path("seq").intValue())
                    .isGreaterThan(accepted.path("seq").intValue());

            gateway.operator()
                    .post("/api/operations/%s/retry".formatted(id), "{\"reason\": \"again\"}")
                    .is(202);
            ear.awaitEvent(
                    "operation",
                    each -> each.data().path("pending_action").asString("").equals("RETRY"));

            gateway.worker().carriesOut(id);
            var over = ear.awaitOperation(id.toString(), "SUCCEEDED").data();
            assertThat(over.path("open").booleanValue()).isFalse();
            assertThat(over.has("available_at")).isFalse();
        }
    }

    @Test
    void a_change_is_told_once_to_who_stays() {
        try (var ear = Ear.of(gateway.viewer())) {
            var first = gateway.acceptedMoveOf("H1").toString();
            ear.awaitOperation(first, "REQUESTED");
            var second = gateway.acceptedMoveOf("H2").toString();
            ear.awaitOperation(second, "REQUESTED");
            assertThat(ear.heard)
                    .filteredOn(each -> each.event().equals("operation"))
                    .hasSize(2);
        }
    }

    @Test
    void who_comes_back_hears_what_happened_meanwhile() {
        var before = gateway.acceptedMoveOf("H1");
        String last;
        try (var ear = Ear.of(gateway.viewer())) {
            ear.awaitEvent("hello", hello -> !hello.id().equals("0"));
            last = ear.lastId();
        }
        gateway.worker().carriesOut(before);
        var meanwhile = gateway.acceptedMoveOf("H2");
        try (var ear = Ear.of(gateway.viewer(), last)) {
            assertThat(ear.resumed()).isTrue();
            ear.awaitOperation(before.toString(), "SUCCEEDED");
            ear.awaitOperation(meanwhile.toString(), "REQUESTED");
        }
    }

    @Test
    void another_gateway_takes_over_even_one_that_starts_later() {
        var before = gateway.acceptedMoveOf("H1");
        String last;
        try (var ear = Ear.of(gateway.viewer())) {
            last = ear.awaitEvent("hello", hello -> true).id();
        }
        gateway.worker().carriesOut(before);
        try (var other = otherGateway();
                var ear = Ear.of(Gateway.of(other).viewer(), last)) {
            assertThat(ear.resumed()).isTrue();
            ear.awaitOperation(before.toString(), "SUCCEEDED");
            var later = gateway.acceptedMoveOf("H2");
            ear.awaitOperation(later.toString(), "REQUESTED");

            other.close();
            ear.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "nonsense", "-5", "999999999999999999", "1700000000000000"})
    void an_id_that_tells_nothing_means_to_read_everything_again(String id) {
        try (var ear = Ear.of(gateway.viewer(), id)) {
            assertThat(ear.resumed()).isFalse();
        }
    }

    @Test
    void a_quiet_connection_hears_a_heartbeat_and_stays_able_to_resume() {
        try (var ear = Ear.of(gateway.viewer())) {
            var greeted = Long.parseLong(ear.lastId());
            await().atMost(Ear.PATIENCE).until(() -> ear.comments.size() > 2);
            assertThat(ear.comments).containsOnly(": heartbeat");
            assertThat(Long.parseLong(ear.lastId())).isGreaterThan(greeted);
            var time = new EventId(Long.parseLong(ear.lastId())).time();
            assertThat(time)
                    .isBetween(
                            Instant.now().minus(Duration.ofMinutes(1)),
                            Instant.now().plusSeconds(60));
        }
    }

    @Test
    void the_connection_ends_when_its_session_has_ended() {
        var browser = gateway.browser();
        browser.logIn(Person.VIEWER.user(), Person.VIEWER.password()).is(302);
        try (var ear = Ear.of(browser.withToken())) {
            browser.withToken().send("POST", "/logout", "").is(204);
            ear.awaitEnd();
        }
    }

    @Test
    void the_connection_ends_when_its_token_is_revoked() {
        var made = gateway.admin()
                .post("/api/tokens", "{\"name\": \"listener\", \"role\": \"viewer\"}")
                .is(201);
        try (var ear = Ear.of(gateway.anonymous().with("Authorization", "Bearer " + made.field("token")))) {
            gateway.admin().send("DELETE", "/api/tokens/" + made.id(), "").is(204);
            ear.awaitEnd();
        }
    }

    @Test
    void so_many_changes_at_once_that_reading_everything_is_cheaper_send_everybody_away() {
        gateway.acceptedMoveOf("H0");
        try (var ear = Ear.of(gateway.viewer())) {
            ear.awaitEvent("hello", hello -> true);
            gateway.copyTheOnlyOperation(2_100);
            ear.awaitEnd();
            try (var again = Ear.of(gateway.viewer(), ear.lastId())) {
                assertThat(again.resumed()).isFalse();
                var id = gateway.acceptedMoveOf("H1").toString();
                again.awaitOperation(id, "REQUESTED");
            }
        }
    }

    @Test
    void a_row_that_nobody_can_read_keeps_nothing_else_back() {
        try (var ear = Ear.of(gateway.viewer())) {
            var odd = gateway.acceptedMoveOf("H1");
            ear.awaitOperation(odd.toString(), "REQUESTED");
            gateway.tamper(
                    "update operation set actions = '{}', audit_seq = audit_seq + 1 where id = '%s'".formatted(odd));

            ear.awaitOperation(gateway.acceptedMoveOf("H2").toString(), "REQUESTED");
        }
    }

    @Test
    void operations_that_come_and_go_between_two_looks_are_told_too() {
        try (var ear = Ear.of(gateway.viewer())) {
            var ids = IntStream.range(0, 20)
                    .mapToObj(number -> gateway.acceptedMoveOf("H" + number))
                    .toList();
            ids.forEach(id -> gateway.worker().carriesOut(id));
            ids.forEach(id -> ear.awaitOperation(id.toString(), "SUCCEEDED"));
        }
    }

    /** On the same database; its clients are told to go when it closes. */
    private ConfigurableApplicationContext otherGateway() {
        var arguments = Stream.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.rabbitmq.host",
                        "spring.rabbitmq.port",
                        "OS_AUTH_URL",
                        "OS_USERNAME",
                        "OS_PASSWORD",
                        "OS_PROJECT_NAME",
                        "SPOT_VIEWER_PASSWORD",
                        "spot.events.poll")
                .map(name -> "--%s=%s".formatted(name, environment.getProperty(name)));
        return GatewayApplication.application()
                .run(Stream.concat(arguments, Stream.of("--server.port=0")).toArray(String[]::new));
    }
}
