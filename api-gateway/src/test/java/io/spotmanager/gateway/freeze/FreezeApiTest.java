package io.spotmanager.gateway.freeze;

import static io.spotmanager.gateway.fixture.Gateway.moveOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.commandline.CommandResult;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@GatewayTest
@Timeout(60)
class FreezeApiTest {
    private static final String FREEZE = "/api/freeze";
    private static final String UNFREEZE = "/api/unfreeze";
    private static final String EXECUTE = "/api/execute-migration";
    private static final String REASON = "{\"reason\": \"the network is being replaced\"}";

    private final Gateway gateway;

    FreezeApiTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private static String lift(long number) {
        return "{\"number\": %d, \"reason\": \"the network is there\"}".formatted(number);
    }

    @Test
    void a_command_is_refused_with_who_why_since_when_and_the_way_out() {
        var waiting = gateway.acceptedMoveOf("H1");
        var frozen = gateway.operator().post(FREEZE, REASON).is(200).json();

        assertThat(frozen.path("now").path("mode").asString()).isEqualTo("FROZEN");
        var refusal = gateway.operator().post(EXECUTE, moveOf("H2")).isProblem(423, "frozen");
        assertThat(refusal.detail())
                .contains("operator has frozen", "the network is being replaced", "POST /api/unfreeze", "number 1")
                .contains(frozen.path("now").path("since").asString());
        gateway.viewer().get("/api/operations/" + waiting).is(200).says("REQUESTED");

        gateway.operator().post(UNFREEZE, lift(1)).is(200).says("\"mode\":\"OFF\"");
        gateway.operator().post(EXECUTE, moveOf("H2")).is(202);
    }

    @Test
    void an_operation_that_rests_says_whose_freeze_it_waits_for() {
        gateway.worker().beats();
        var resting = gateway.acceptedMoveOf("H1");
        assertThat(waitingFor(resting)).isEmpty();

        gateway.operator().post(FREEZE, REASON).is(200);
        assertThat(waitingFor(resting)).isEqualTo("The end of the freeze by operator: the network is being replaced");
        gateway.admin()
                .post(FREEZE, "{\"reason\": \"restored to 02:00\", \"hold\": true}")
                .is(200);
        assertThat(waitingFor(resting)).isEqualTo("The end of the hold by admin: restored to 02:00");

        gateway.operator().post(UNFREEZE, lift(2)).is(200);
        assertThat(waitingFor(resting)).isEmpty();
    }

    @Test
    void nothing_is_recommended_while_an_operation_rests() {
        gateway.worker().beats();
        var resting = gateway.acceptedMoveOf("H1");
        await("the gateway has forgotten what a test before described")
                .untilAsserted(() -> assertThat(recommended(resting)).containsExactly("RETRY"));

        gateway.operator().post(FREEZE, REASON).is(200);

        assertThat(recommended(resting)).isEmpty();
    }

    private List<String> recommended(UUID operation) {
        return gateway.viewer()
                .get("/api/operations/" + operation)
                .is(200)
                .json()
                .path("action_effects")
                .valueStream()
                .filter(effect -> effect.path("recommended").asBoolean())
                .map(effect -> effect.path("action").asString())
                .toList();
    }

    private String waitingFor(UUID operation) {
        return gateway.viewer()
                .get("/api/operations/" + operation)
                .is(200)
                .json()
                .path("waiting_for")
                .asString("");
    }

    @Test
    void a_command_that_was_accepted_before_is_answered_as_before() {
        var first = gateway.operator().withKey("k1").post(EXECUTE, moveOf("H1")).is(202);
        gateway.operator().post(FREEZE, REASON).is(200);

        assertThat(gateway.operator()
                        .withKey("k1")
                        .post(EXECUTE, moveOf("H1"))
                        .is(202)
                        .id())
                .isEqualTo(first.id());
    }

    @Test
    void everybody_sees_it() throws IOException {
        gateway.operator().post(FREEZE, REASON).is(200);

        gateway.viewer().get("/api/me").is(200).says("\"mode\":\"FROZEN\"", "\"by\":\"operator\"", "network");
        gateway.anonymous().get("/health/ready").is(200).says("\"freeze\":\"FROZEN\"");
        try (var events = gateway.viewer().open("/api/events").body()) {
            var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
            assertThat(Stream.generate(() -> line(lines))
                            .filter(line -> line.startsWith("data:") && line.contains("FROZEN"))
                            .findFirst()
                            .orElseThrow())
                    .contains("the network is being replaced");
        }
    }

    private static String line(BufferedReader lines) {
        try {
            return Objects.requireNonNull(lines.readLine(), "the events ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void who_did_what_stays_on_record() {
        gateway.operator().post(FREEZE, REASON).is(200);
        gateway.admin().post(FREEZE, "{\"reason\": \"me too\"}").is(200);
        gateway.admin().post(UNFREEZE, lift(1)).is(200);

        var record = gateway.viewer().get(FREEZE).is(200).json();
        assertThat(record.path("entries").size()).isEqualTo(2);
        assertThat(record.path("entries").path(0).path("by").asString()).isEqualTo("admin");
        assertThat(record.path("entries").path(1).path("by").asString()).isEqualTo("operator");
        assertThat(record.path("now").path("mode").asString()).isEqualTo("OFF");
    }

    @Test
    void who_lifts_a_freeze_does_not_lift_a_hold_that_came_after_it() {
        gateway.operator().post(FREEZE, REASON).is(200);
        gateway.admin()
                .post(FREEZE, "{\"reason\": \"restored to 02:00\", \"hold\": true}")
                .is(200)
                .says("\"mode\":\"HELD\"");

        gateway.operator().post(UNFREEZE, lift(1)).isProblem(409, "freeze-changed");
        gateway.operator().post(EXECUTE, moveOf("H1")).isProblem(423, "frozen").says("admin holds all operations");
        gateway.operator().post(UNFREEZE, lift(2)).is(200).says("\"mode\":\"OFF\"");
    }

    @Test
    void a_reason_and_a_number_are_needed() {
        gateway.operator().post(FREEZE, "{}").isProblem(400, "invalid-request").blames("reason");
        gateway.operator().post(FREEZE, "{\"reason\": \"  \"}").isProblem(400, "invalid-request");
        gateway.operator()
                .post(UNFREEZE, REASON)
                .isProblem(400, "invalid-request")
                .blames("number");
        gateway.operator().post(UNFREEZE, lift(0)).isProblem(409, "freeze-changed");
    }

    private CommandResult spot(String... words) throws InterruptedException {
        var arguments = Stream.concat(Stream.of(words), Stream.of("--url", gateway.url()))
                .toList();
        return FreezeCommand.run(
                arguments, variable -> variable.equals("SPOT_OPERATOR_PASSWORD") ? Person.OPERATOR.password() : null);
    }

    @Test
    void the_command_line_freezes_tells_and_lifts() throws InterruptedException {
        assertThat(spot("freeze")).isEqualTo(new CommandResult(0, "nothing is frozen"));
        assertThat(spot("freeze", "--reason", "a new switch").text()).startsWith("frozen by operator since ");
        var told = spot("freeze");
        assertThat(told.code()).isOne();
        assertThat(told.text()).contains(": a new switch (0 operations under way, 0 resting)");
        assertThat(spot("freeze", "--hold", "--reason", "restored to 02:00").text())
                .startsWith("held by operator since ");

        assertThat(spot("unfreeze", "--reason", "looked at").text()).startsWith("lifted: held by operator since ");
        assertThat(spot("unfreeze", "--reason", "again")).isEqualTo(new CommandResult(0, "nothing is frozen"));
        gateway.viewer().get(FREEZE).is(200).says("looked at");
    }

    @Test
    void the_command_line_says_what_is_missing() throws InterruptedException {
        assertThat(spot("unfreeze").text()).startsWith("--reason must say why").contains("usage: freeze");
        assertThat(spot("freeze", "--hold").text()).startsWith("--reason must say why");
        assertThat(spot("unfreeze", "--hold", "--reason", "x").text()).startsWith("--hold is no option");
        assertThat(spot("freeze", "--why", "x").text()).startsWith("--why is no option");
        assertThat(FreezeCommand.run(List.of("freeze"), _ -> null))
                .extracting(CommandResult::code)
                .isEqualTo(2);
        assertThat(spot("freeze", "--reason", " ").text()).startsWith("400: ").contains("reason");
    }
}
