package io.spotmanager.gateway.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import io.spotmanager.gateway.fixture.Reply;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several operations are decided at once, each as its operator saw it, and however often the request arrives, once. */
@GatewayTest
class DecisionsTest {
    private static final String DECIDE = "/api/decisions";

    private final Gateway gateway;

    DecisionsTest(Gateway gateway) {
        this.gateway = gateway;
    }

    private UUID stuck(String host) {
        var id = gateway.acceptedMoveOf(host);
        gateway.worker().getsStuckWith(id);
        return id;
    }

    private JsonNode seen(UUID id) {
        return gateway.viewer().get("/api/operations/" + id).is(200).json();
    }

    private static String decision(JsonNode seen, String action) {
        return """
                {"id": "%s", "action": "%s", "state": "%s", "entered_at": "%s"}""".formatted(
                        seen.path("id").asString(),
                        action,
                        seen.path("state").asString(),
                        seen.path("entered_at").asString());
    }

    private static String body(String... decisions) {
        return """
                {"reason": "the switch is back", "decisions": [%s]}""".formatted(String.join(", ", decisions));
    }

    private static List<String> results(Reply reply) {
        return reply.is(200).each("result");
    }

    private List<String> asked(UUID id) {
        return gateway.viewer().get("/api/operations/" + id + "/events").json().findValuesAsString("event").stream()
                .filter(event -> event.startsWith("ASKED_"))
                .toList();
    }

    @Test
    void each_is_decided_by_itself_with_the_reason_in_its_history() {
        var one = stuck("H1");
        var other = stuck("H2");

        var reply = gateway.operator().post(DECIDE, body(decision(seen(one), "RETRY"), decision(seen(other), "ADOPT")));

        assertThat(results(reply)).containsExactly("ACCEPTED", "ACCEPTED");
        assertThat(reply.each("host")).containsExactly("H1", "H2");
        assertThat(asked(one)).containsExactly("ASKED_RETRY");
        assertThat(asked(other)).containsExactly("ASKED_ADOPT");
        assertThat(gateway.viewer().get("/api/operations/" + one).text()).contains("the switch is back");
        gateway.worker().carriesOut(one);
        assertThat(seen(one).path("state").asString()).isEqualTo("SUCCEEDED");
    }

    @Test
    void what_has_changed_since_it_was_seen_is_left_alone_and_holds_up_no_other() {
        var changed = stuck("H1");
        var before = seen(changed);
        gateway.operator()
                .post("/api/operations/%s/retry".formatted(changed), "{\"reason\": \"b\"}")
                .is(202);
        gateway.worker().getsStuckWith(changed);
        var same = stuck("H2");

        var reply = gateway.operator().post(DECIDE, body(decision(before, "ADOPT"), decision(seen(same), "RETRY")));

        assertThat(results(reply)).containsExactly("CHANGED", "ACCEPTED");
        assertThat(reply.each("why").getFirst()).startsWith("It is in state NEEDS_OPERATOR since ");
        assertThat(asked(changed)).containsExactly("ASKED_RETRY");
    }

    @Test
    void of_two_who_decide_at_the_same_time_the_second_is_told_what_the_first_has_requested() {
        var id = stuck("H1");
        var seen = seen(id);

        assertThat(results(gateway.admin().post(DECIDE, body(decision(seen, "ADOPT")))))
                .containsExactly("ACCEPTED");
        var second = gateway.operator().post(DECIDE, body(decision(seen, "RETRY")));

        assertThat(results(second)).containsExactly("CHANGED");
        assertThat(second.each("why")).containsExactly("admin has requested ADOPT, and no worker has done it yet.");
        assertThat(asked(id)).containsExactly("ASKED_ADOPT");
    }

    @Test
    void a_request_whose_answer_was_lost_is_sent_again_and_decides_nothing_twice() {
        var id = stuck("H1");
        var body = body(decision(seen(id), "RETRY"));
        var sender = gateway.operator().withKey("k-1");

        assertThat(results(sender.post(DECIDE, body))).containsExactly("ACCEPTED");
        assertThat(results(sender.post(DECIDE, body))).containsExactly("ACCEPTED");
        gateway.worker().getsStuckWith(id);
        assertThat(results(sender.post(DECIDE, body)))
                .as("also when it has come back to where it was")
                .containsExactly("ACCEPTED");
        assertThat(asked(id)).containsExactly("ASKED_RETRY");
        assertThat(results(gateway.operator().withKey("k-2").post(DECIDE, body)))
                .containsExactly("CHANGED");
    }

    @Test
    void a_double_click_decides_once() throws Exception {
        var ids = Stream.of("H1", "H2", "H3", "H4").map(this::stuck).toList();
        var body = body(ids.stream().map(id -> decision(seen(id), "RETRY")).toArray(String[]::new));
        Caller sender = gateway.operator().withKey("twice");

        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 4)
                    .mapToObj(number -> clicks.submit(() -> sender.post(DECIDE, body)))
                    .toList();
            for (var reply : replies) {
                assertThat(results(reply.get(60, SECONDS))).containsOnly("ACCEPTED");
            }
        }
        assertThat(ids).allSatisfy(id -> assertThat(asked(id)).containsExactly("ASKED_RETRY"));
    }

    @Test
    void what_is_not_allowed_says_why() {
        var ended = gateway.acceptedMoveOf("H1");
        gateway.worker().carriesOut(ended);
        var open = stuck("H2");
        var nothing =
                "{\"id\": \"%s\", \"action\": \"RETRY\", \"state\": \"X\", \"entered_at\": \"2026-01-01T00:00:00Z\"}"
                        .formatted(UUID.randomUUID());

        var reply = gateway.operator()
                .post(DECIDE, body(decision(seen(ended), "RETRY"), decision(seen(open), "EXPLODE"), nothing));

        assertThat(results(reply)).containsExactly("REFUSED", "REFUSED", "REFUSED");
        assertThat(reply.each("why").get(0))
                .isEqualTo("The state SUCCEEDED allows no action, because it is an end, and not RETRY.");
        assertThat(reply.each("why").get(1)).startsWith("There is no action EXPLODE.");
        assertThat(reply.each("why").get(2)).startsWith("There is no operation");
    }

    @Test
    void whoever_is_limited_decides_within_the_limits_alone() {
        var id = stuck("H1");
        gateway.tamper(
                "insert into pool (name, aggregate_id, kind, gpu_type, gpu_type_from, nvlink) values ('L40-n3', 1, 'ON_DEMAND', 'L40', 'name', false), ('L40-n3-spot', 2, 'SPOT', 'L40', 'name', false)");
        var token = gateway.admin().post("/api/tokens", """
                        {"name": "h100", "role": "operator", "limits": [{"kind": "pool", "name": "L40-n3"}]}""").field("token");
        var body = body(decision(seen(id), "RETRY"));

        var reply = gateway.withToken(token).post(DECIDE, body);

        assertThat(results(reply)).containsExactly("REFUSED");
        assertThat(reply.each("why").getFirst()).contains("You may act on L40-n3 only");
        assertThat(asked(id)).isEmpty();
        var preview = gateway.withToken(token)
                .post("/api/preview-decisions", "{\"ids\": [\"%s\"]}".formatted(id))
                .is(200);
        assertThat(preview.each("limited").getFirst()).contains("You may act on L40-n3 only");
    }

    @Test
    void the_preview_shows_each_as_it_is_now_and_names_what_is_not_there() {
        var id = stuck("H1");
        var none = UUID.randomUUID();

        var preview = gateway.viewer()
                .post("/api/preview-decisions", "{\"ids\": [\"%s\", \"%s\", \"%1$s\"]}".formatted(id, none))
                .is(200);

        assertThat(preview.each("id")).containsExactly(id.toString());
        assertThat(preview.json().path("items").path(0).path("actions").toString())
                .contains("RETRY");
        assertThat(preview.json().path("unknown").path(0).asString()).isEqualTo(none.toString());
    }

    @Test
    void a_request_that_is_wrong_decides_nothing() {
        var id = stuck("H1");
        var retry = decision(seen(id), "RETRY");

        gateway.operator()
                .post(DECIDE, body(retry, retry))
                .isProblem(400, "invalid-request")
                .blames("decisions");
        gateway.operator().post(DECIDE, body()).blames("decisions");
        gateway.operator()
                .post(DECIDE, body(retry).replace("the switch is back", " "))
                .blames("reason");
        gateway.operator().withKey(" ").post(DECIDE, body(retry)).blames("Idempotency-Key");
        gateway.operator()
                .post(
                        DECIDE,
                        body(IntStream.range(0, 501).mapToObj(number -> retry).toArray(String[]::new)))
                .blames("decisions");
        assertThat(asked(id)).isEmpty();
    }
}
