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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a reservation goes on: moved, cancelled, refused, missed, and taken back. */
@GatewayTest
@Timeout(90)
class ReservationEndsTest {
    private static final long TOMORROW = 86_400;

    private final Gateway gateway;
    private final Planner planner;
    private Caller anna;
    private String host;

    ReservationEndsTest(Gateway gateway) {
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
    void what_is_refused_ends_if_that_was_the_choice() {
        var busy = gateway.cloud().busyHostOf("L40-n3-spot");
        var id = reservationOf(anna.post(
                EXECUTE,
                move(
                        busy,
                        tomorrow(),
                        field("until", in(3 * TOMORROW)),
                        ", \"despite\": [\"checks\"], \"if_refused\": \"end\"")));

        planner.comes(id);

        planner.awaits(id, "REFUSED");
        assertThat(planner.stateOfReturn(id)).isEqualTo("CANCELLED");
        anna.post(path(id) + "/cancel", BECAUSE)
                .isProblem(409, "reservation-ended")
                .says("REFUSED");
    }

    @Test
    void one_that_cannot_begin_in_time_stands_in_front_of_a_person_with_what_was_in_its_way() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow())));
        var freeze = gateway.operator()
                .post("/api/freeze", "{\"reason\": \"the network is changed\"}")
                .is(200)
                .json();
        planner.comes(id);
        await("it rests")
                .until(() -> planner.seen(id).path("cause").asString("").contains("the network is changed"));

        planner.passes(id);

        planner.awaits(id, "ASKING");
        assertThat(planner.seen(id).path("cause").asString()).contains("had to begin before", "the network is changed");
        anna.post(path(id) + "/begin", BECAUSE).isProblem(423, "frozen");
        gateway.operator()
                .post(
                        "/api/unfreeze",
                        "{\"reason\": \"done\", \"number\": %d}"
                                .formatted(freeze.at("/now/number").asLong()))
                .is(200);
        anna.post(path(id) + "/begin", BECAUSE).is(200);
        assertThat(planner.state(id)).isEqualTo("BEGUN");
        assertThat(planner.operations()).hasSize(1);
    }

    @Test
    void it_can_be_moved_and_cancelled_with_its_return() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow(), field("until", in(3 * TOMORROW)))));
        var later = in(2 * TOMORROW);

        anna.post(path(id) + "/move", "{\"not_before\": \"%s\"}".formatted(later))
                .is(200);
        assertThat(Instant.parse(planner.seen(id).path("begins_at").asString())).isEqualTo(later);
        anna.post(path(id) + "/move", "{\"not_before\": \"%s\"}".formatted(in(4 * TOMORROW)))
                .isProblem(400, "invalid-request")
                .blames("until");
        anna.post(path(id) + "/move", "{}").isProblem(400, "invalid-request");

        anna.post(path(id) + "/cancel", BECAUSE).is(200);
        assertThat(planner.state(id)).isEqualTo("CANCELLED");
        assertThat(planner.stateOfReturn(id)).isEqualTo("CANCELLED");
        anna.post(path(id) + "/move", "{\"not_before\": \"%s\"}".formatted(later))
                .isProblem(409, "reservation-ended");
        assertThat(planner.recorded())
                .containsExactly(
                        "RESERVATION_MADE by anna", "RESERVATION_MOVED by anna", "RESERVATION_CANCELLED by anna");
    }

    @Test
    void until_brings_the_host_back_and_is_decided_about_by_itself_once_the_move_has_begun() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow(), field("until", in(3 * TOMORROW)))));
        planner.comes(id);
        planner.awaits(id, "BEGUN");
        planner.awaitsReturn(id, "PLANNED");

        anna.post(path(id) + "/move", "{\"not_before\": \"%s\"}".formatted(in(TOMORROW)))
                .isProblem(400, "invalid-request")
                .blames("until");
        anna.post(path(id) + "/move", "{\"until\": \"%s\"}".formatted(in(5 * TOMORROW)))
                .is(200);
        var back = planner.seen(id).path("return");
        assertThat(back.at("/request/source_aggregate").asString()).isEqualTo("L40-n3");
        assertThat(back.at("/request/target_aggregate").asString()).isEqualTo("L40-n3-spot");

        // The move has succeeded, and the inventory has read that.
        gateway.tamper(
                "update operation set open = false, state = 'SUCCEEDED', ended_at = now() - interval '1 hour'",
                "update pool_host set pool = 'L40-n3' where host = '%s'".formatted(host),
                "update host set pool = 'L40-n3' where name = '%s'".formatted(host));
        planner.returns(id);
        planner.awaitsReturn(id, "BEGUN");
        assertThat(planner.operations()).hasSize(2);
        anna.post(path(id) + "/cancel", BECAUSE).isProblem(409, "reservation-ended");
    }

    @Test
    void the_return_of_a_move_that_did_not_get_there_stands_in_front_of_a_person() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow(), field("until", in(3 * TOMORROW)))));
        planner.comes(id);
        planner.awaits(id, "BEGUN");
        gateway.tamper(
                "update operation set open = false, state = 'ROLLED_BACK', ended_at = now() - interval '1 hour'");

        planner.returns(id);

        planner.awaitsReturn(id, "ASKING");
        anna.post(path(id) + "/cancel", BECAUSE).is(200);
        assertThat(planner.stateOfReturn(id)).isEqualTo("CANCELLED");
        assertThat(planner.state(id)).isEqualTo("BEGUN");
    }

    @Test
    void the_reservation_of_somebody_who_was_disabled_stands_in_front_of_another_person() {
        var id = reservationOf(anna.post(EXECUTE, move(host, tomorrow())));
        gateway.admin().post("/api/people/anna/disable", BECAUSE);
        var bob = planner.person("bob", "operator");

        planner.comes(id);

        planner.awaits(id, "ASKING");
        assertThat(planner.seen(id).path("cause").asString()).contains("anna cannot log in any more");
        bob.post(path(id) + "/begin", BECAUSE).is(200);
        var operation = gateway.viewer()
                .get("/api/operations/" + planner.seen(id).path("operation").asString())
                .is(200)
                .json();
        assertThat(operation.path("requested_by").asString()).isEqualTo("bob");
        assertThat(operation.at("/steps/0/detail/origin/reservation/asked_by").asString())
                .isEqualTo("anna");
    }

    @Test
    void a_placement_and_a_withdrawal_have_a_time_and_a_way_back_too() {
        var id = reservationOf(anna.post(EXECUTE, """
                {"host": "%s", "operation": "remove", "reason": "a new fan"%s%s}""".formatted(host, tomorrow(), field("until", in(3 * TOMORROW)))));

        assertThat(planner.seen(id).path("kind").asString()).isEqualTo("withdrawal");
        assertThat(planner.seen(id).at("/return/kind").asString()).isEqualTo("placement");
    }
}
