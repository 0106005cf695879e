package io.spotmanager.gateway.reservations;

import static io.spotmanager.gateway.reservations.Planner.BECAUSE;
import static io.spotmanager.gateway.reservations.Planner.EXECUTE;
import static io.spotmanager.gateway.reservations.Planner.field;
import static io.spotmanager.gateway.reservations.Planner.in;
import static io.spotmanager.gateway.reservations.Planner.path;
import static io.spotmanager.gateway.reservations.Planner.reservationOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.fixture.Caller;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What needs a second person needs one for its time too. */
@GatewayTest
@TestPropertySource(properties = "spot.approvals.contracts=true")
@Timeout(90)
class ReservedApprovalTest {
    private static final long TOMORROW = 86_400;

    private final Gateway gateway;
    private final Planner planner;
    private Caller anna;
    private Caller bob;
    private String host;

    ReservedApprovalTest(Gateway gateway) {
        this.gateway = gateway;
        this.planner = new Planner(gateway);
        this.anna = gateway.anonymous();
        this.bob = gateway.anonymous();
        this.host = "";
    }

    @BeforeEach
    void two_operators_and_a_fleet() {
        gateway.readsTheCloud();
        anna = planner.person("anna", "operator");
        bob = planner.person("bob", "operator");
        host = gateway.cloud().emptyHostOf("L40-n3-spot");
    }

    private UUID asked() {
        return reservationOf(anna.post(
                EXECUTE,
                Gateway.move(
                        host,
                        "L40-n3-spot",
                        "Contract-GLOBEX-L40",
                        field("not_before", in(TOMORROW)),
                        field("until", in(3 * TOMORROW)))));
    }

    private String approvalOf(UUID reservation) {
        return "/api/approvals/" + planner.seen(reservation).path("approval").asString();
    }

    @Test
    void once_a_second_person_has_agreed_it_begins_at_its_time_and_names_both() {
        var id = asked();
        var approval = approvalOf(id);
        anna.post(approval + "/approve", BECAUSE).isProblem(409, "own-request");

        var approved = bob.post(approval + "/approve", BECAUSE).is(200).json();
        assertThat(approved.path("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.path("reservation").asString()).isEqualTo(id.toString());
        assertThat(planner.operations()).isEmpty();

        planner.comes(id);
        planner.awaits(id, "BEGUN");
        var origin = gateway.viewer()
                .get("/api/operations/" + planner.seen(id).path("operation").asString())
                .json()
                .at("/steps/0/detail/origin");
        assertThat(origin.at("/approval/persons").valueStream().map(JsonNode::asString))
                .containsExactly("anna", "bob");
        assertThat(origin.at("/reservation/id").asString()).isEqualTo(id.toString());
    }

    @Test
    void as_long_as_nobody_has_agreed_it_waits_and_who_asked_cannot_let_it_begin_and_a_second_person_can() {
        var id = asked();
        planner.comes(id);
        await("it says what it waits for")
                .until(() -> planner.seen(id)
                        .path("cause")
                        .asString("")
                        .contains("A second person has not approved it yet"));

        planner.passes(id);
        planner.awaits(id, "ASKING");
        assertThat(planner.operations()).isEmpty();

        anna.post(path(id) + "/begin", BECAUSE).isProblem(409, "own-request");
        bob.post(path(id) + "/begin", BECAUSE).is(200);
        assertThat(planner.operations()).hasSize(1);
    }

    @Test
    void what_was_declined_stands_in_front_of_a_person_and_what_is_cancelled_needs_nobody_any_more() {
        var declined = asked();
        bob.post(approvalOf(declined) + "/decline", BECAUSE).is(200);
        planner.comes(declined);
        planner.awaits(declined, "ASKING");
        assertThat(planner.seen(declined).path("cause").asString()).contains("DECLINED");
        anna.post(path(declined) + "/cancel", BECAUSE).is(200);

        var cancelled = asked();
        var approval = approvalOf(cancelled);
        anna.post(path(cancelled) + "/move", "{\"not_before\": \"%s\"}".formatted(in(2 * TOMORROW)))
                .isProblem(409, "reservation-outdated");
        anna.post(path(cancelled) + "/cancel", BECAUSE).is(200);
        assertThat(gateway.viewer().get(approval).field("state")).isEqualTo("WITHDRAWN");
    }

    @Test
    void what_has_changed_since_they_agreed_stands_in_front_of_a_person() {
        var id = asked();
        bob.post(approvalOf(id) + "/approve", BECAUSE).is(200);
        gateway.tamper(
                "insert into vm (id, host, name, status, flavor, gpus, project_id, project) values ('v-1', '%s', 'late', 'ACTIVE', 'f', 1, 'p', 'p')"
                        .formatted(host));

        planner.comes(id);

        planner.awaits(id, "ASKING");
        assertThat(planner.seen(id).path("cause").asString()).contains("The VMs of the host are not the same");
    }
}
