package io.spotmanager.gateway.reservations;

import static io.spotmanager.gateway.reservations.Planner.BECAUSE;
import static io.spotmanager.gateway.reservations.Planner.EXECUTE;
import static io.spotmanager.gateway.reservations.Planner.field;
import static io.spotmanager.gateway.reservations.Planner.in;
import static io.spotmanager.gateway.reservations.Planner.move;
import static io.spotmanager.gateway.reservations.Planner.path;
import static io.spotmanager.gateway.reservations.Planner.reservationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A dialogue about a host that is to be moved tomorrow. */
@GatewayTest
@Timeout(90)
class ReservationTest {
    private static final long TOMORROW = 86_400;

    private final Gateway gateway;
    private final Planner planner;
    private Caller anna;
    private String host;

    ReservationTest(Gateway gateway) {
        this.gateway = gateway;
        this.planner = new Planner(gateway);
        this.anna = gateway.anonymous();
        this.host = "";
    }

    @BeforeEach
    void an_operator_and_a_fleet() {
        gateway.readsTheCloud();
        anna = planner.person("anna", "operator");
        host = gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    private static String tomorrow() {
        return field("not_before", in(TOMORROW));
    }

    @Test
    void a_move_with_a_time_is_answered_with_its_reservation_and_holds_nothing() {
        var reply = anna.post(EXECUTE, move(host, tomorrow())).is(202);

        var id = reservationOf(reply);
        assertThat(reply.field("state")).isEqualTo("RESERVED");
        assertThat(reply.header("Location")).isEqualTo(path(id)).isEqualTo(reply.field("href"));
        assertThat(Instant.parse(reply.field("latest_at")))
                .isEqualTo(Instant.parse(reply.field("begins_at")).plusSeconds(TOMORROW));
        assertThat(reply.json().has("id")).isFalse();
        assertThat(planner.operations()).isEmpty();

        // Another may move the host meanwhile.
        gateway.acceptedMoveOf(host);
        assertThat(planner.state(id)).isEqualTo("PLANNED");
    }

    @Test
    void when_it_is_due_an_operation_begins_that_names_who_asked_and_the_reservation() {
        var id = reservationOf(anna.with("X-Request-Id", "annas-request")
                .post(EXECUTE, move(host, tomorrow(), ", \"reason\": \"demand\"")));

        planner.comes(id);
        planner.awaits(id, "BEGUN");

        var operation = gateway.viewer()
                .get("/api/operations/" + planner.seen(id).path("operation").asString())
                .is(200)
                .json();
        assertThat(operation.path("requested_by").asString()).isEqualTo("anna");
        assertThat(operation.path("reason").asString()).isEqualTo("demand");
        var origin = operation.at("/steps/0/detail/origin");
        assertThat(origin.path("request_id").asString()).isEqualTo("annas-request");
        assertThat(origin.at("/reservation/id").asString()).isEqualTo(id.toString());
        assertThat(origin.at("/reservation/asked_by").asString()).isEqualTo("anna");
        assertThat(planner.recorded()).containsExactly("RESERVATION_MADE by anna", "RESERVATION_BEGUN by nobody");
        assertThat(gateway.verifiedHistory().path("whole").asBoolean()).isTrue();
    }

    @Test
    void every_field_that_is_wrong_is_named() {
        var wrong = move(
                host,
                ", \"not_before\": \"tomorrow\"",
                ", \"window\": \"never\"",
                ", \"until\": \"2020-01-01T00:00:00Z\"");
        for (var address : List.of(EXECUTE, "/api/preview-migration")) {
            var errors = anna.post(address, wrong)
                    .isProblem(400, "invalid-request")
                    .json()
                    .path("errors");
            assertThat(errors.valueStream().map(error -> error.path("field").asString()))
                    .containsExactlyInAnyOrder("not_before", "window", "until");
        }
        anna.post(EXECUTE, move(host, tomorrow(), ", \"if_refused\": \"perhaps\""))
                .isProblem(400, "invalid-request")
                .blames("if_refused");
    }

    @Test
    void what_waits_for_an_empty_host_has_to_begin_before_it_may_wait_no_longer() {
        var early = ", \"when\": \"empty\", " + "\"deadline\": \"%s\"".formatted(in(TOMORROW / 2));
        anna.post(EXECUTE, move(host, tomorrow(), early))
                .isProblem(400, "invalid-request")
                .blames("deadline");

        var late = ", \"when\": \"empty\", " + "\"deadline\": \"%s\"".formatted(in(2 * TOMORROW));
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow(), late)));
        assertThat(planner.state(id)).isEqualTo("PLANNED");
    }

    @Test
    void what_would_be_refused_now_is_refused_unless_the_requester_says_that_it_will_be_otherwise() {
        var busy = gateway.cloud().busyHostOf("L40-n3-spot");

        anna.post(EXECUTE, move(busy, tomorrow()))
                .isProblem(409, "checks-failed")
                .says("despite");
        var id = reservationOf(anna.post(EXECUTE, move(busy, tomorrow(), ", \"despite\": [\"checks\"]")));

        planner.comes(id);
        planner.awaits(id, "ASKING");
        assertThat(planner.seen(id).path("cause").asString()).contains("A spot host is only moved empty");
        assertThat(planner.operations()).isEmpty();
        anna.post(path(id) + "/begin", BECAUSE).isProblem(409, "checks-failed");
        anna.post(path(id) + "/cancel", BECAUSE).is(200);
        assertThat(planner.state(id)).isEqualTo("CANCELLED");
    }

    @Test
    void two_that_want_the_host_at_the_same_time_are_told_and_taken_only_with_a_word() {
        var first = reservationOf(anna.post(EXECUTE, move(host, tomorrow(), field("until", in(3 * TOMORROW)))));
        var second = move(host, field("not_before", in(2 * TOMORROW)));

        var preview = anna.post("/api/preview-migration", second).is(200).json();
        assertThat(preview.at("/reservation/collisions/0/reservation").asString())
                .isEqualTo(first.toString());
        var refusal = anna.post(EXECUTE, second).isProblem(409, "reservation-collides");
        assertThat(refusal.detail()).contains(first.toString(), "anna", "despite");
        assertThat(refusal.json().at("/collisions/0/begins_at").asString())
                .isEqualTo(planner.seen(first).path("begins_at").asString());
        reservationOf(anna.post(
                EXECUTE, move(host, field("not_before", in(2 * TOMORROW)), ", \"despite\": [\"collision\"]")));
        // The return is over a day after its time; another host is another matter.
        reservationOf(anna.post(EXECUTE, move(host, field("not_before", in(30 * TOMORROW)))));
    }

    @Test
    void a_preview_says_when_it_would_begin_and_which_operation_holds_the_host_now() {
        var operation = gateway.acceptedMoveOf(host);
        var at = in(TOMORROW);

        var preview = anna.post("/api/preview-migration", move(host, field("not_before", at)))
                .is(200)
                .json()
                .path("reservation");

        assertThat(Instant.parse(preview.path("begins_at").asString())).isEqualTo(at);
        assertThat(preview.path("operation").asString()).isEqualTo(operation.toString());
        assertThat(anna.post("/api/preview-migration", move(host))
                        .is(200)
                        .json()
                        .has("reservation"))
                .isFalse();
    }

    @Test
    void while_another_operation_holds_the_host_it_waits_and_says_for_what_and_begins_afterwards() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow())));
        var operation = gateway.acceptedMoveOf(host);
        planner.comes(id);
        await("it says for what it waits")
                .until(() -> planner.seen(id).path("cause").asString("").contains(operation.toString()));
        assertThat(planner.state(id)).isEqualTo("PLANNED");

        gateway.tamper("update operation set open = false, state = 'CANCELLED', ended_at = now() - interval '1 hour'");
        planner.comes(id);

        planner.awaits(id, "BEGUN");
    }

    @Test
    void the_same_request_with_the_same_key_is_one_reservation() {
        var keyed = anna.withKey("order-17");
        var request = move(host, tomorrow());
        var id = reservationOf(keyed.post(EXECUTE, request));

        assertThat(reservationOf(keyed.post(EXECUTE, request))).isEqualTo(id);
        keyed.post(EXECUTE, move(host, field("not_before", in(2 * TOMORROW)))).isProblem(422, "idempotency-key-reused");
        assertThat(gateway.viewer().get("/api/reservations").each("id")).containsExactly(id.toString());
    }

    @Test
    void the_list_is_by_time_host_and_state_in_pages() {
        var first = reservationOf(anna.post(EXECUTE, move(host, tomorrow())));
        var second = reservationOf(anna.post(EXECUTE, move(host, field("not_before", in(9 * TOMORROW)))));
        anna.post(path(second) + "/cancel", BECAUSE).is(200);

        assertThat(list("")).containsExactly(first.toString(), second.toString());
        assertThat(list("?host=" + host + "&state=PLANNED&state=ASKING")).containsExactly(first.toString());
        assertThat(list("?host=another")).isEmpty();
        assertThat(list("?from=" + in(5 * TOMORROW))).containsExactly(second.toString());
        assertThat(list("?to=" + in(5 * TOMORROW))).containsExactly(first.toString());
        var page = gateway.viewer().get("/api/reservations?limit=1").is(200);
        assertThat(list("?limit=1&cursor=" + page.field("next_cursor"))).containsExactly(second.toString());
        gateway.viewer()
                .get("/api/reservations?state=LATER")
                .isProblem(400, "invalid-request")
                .blames("state");
    }

    private List<String> list(String query) {
        return gateway.viewer().get("/api/reservations" + query).is(200).each("id");
    }
}
