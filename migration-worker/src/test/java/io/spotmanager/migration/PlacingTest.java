package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.COMPUTE_SERVICE;
import static io.spotmanager.migration.ScriptedNova.Call.ENABLE;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;

import io.spotmanager.domain.pool.PlaceRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps of a placement into L40-n3, one by one. */
class PlacingTest {
    private static final String POOL = "L40-n3";
    private static final String IN = "add to L40-n3";
    private static final String OUT = "remove from L40-n3";
    private static final String CLOSE = "disable service";
    private static final String OPEN = "enable service";

    private static StepDialogue step(String name) {
        return StepDialogue.step(PlaceTable.WORKFLOW, name, new PlaceRequest(ScriptedNova.HOST, POOL, Set.of()));
    }

    @Test
    void a_host_in_no_pool_may_be_placed() {
        step(PlaceTable.VALIDATE).hostIn().runs().isDone().changingNothing();
    }

    @Test
    void a_host_in_another_pool_may_not() {
        step(PlaceTable.VALIDATE).hostIn("L40-n3-spot").runs().failsBecause("L40-n3-spot");
    }

    @Test
    void it_enters_its_pool() {
        step(PlaceTable.ADD_HOST).hostIn().runs().isDone().after(IN).andTheHostIsIn(POOL);
    }

    @Test
    void a_host_that_a_withdrawal_closed_is_opened_and_why_it_was_closed_is_kept_first() {
        var enable = step(PlaceTable.ENABLE_SERVICE).hostIn(POOL).closedByThisOperation();

        enable.runs().isDone().after(OPEN).knows("enabled_from", enable.mark()).andTheServiceIs("");
    }

    @Test
    void a_host_that_is_open_or_that_somebody_else_closed_stays_so() {
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .runs()
                .isSkippedBecause("the service is enabled")
                .changingNothing();
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .where(ScriptedNova::disableHost)
                .runs()
                .isSkippedBecause("somebody else disabled the service (broken NIC); it stays disabled")
                .changingNothing();
    }

    @Test
    void an_answer_that_does_not_come_is_looked_after() {
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .closedByThisOperation()
                .novaAnswers(ENABLE, TIME_OUT)
                .runs()
                .isToBeTriedAgainBecause("read again: the service is disabled");
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .closedByThisOperation()
                .novaAnswers(ENABLE, FORBIDDEN)
                .runs()
                .failsBecause("Nova refused (403)");
    }

    @Test
    void without_a_service_or_without_an_answer_nothing_is_opened() {
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .where(ScriptedNova::forgetHost)
                .runs()
                .failsBecause("Nova has no compute host CA1-ESC8-L40-01 any more.");
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .novaAnswers(COMPUTE_SERVICE, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void a_host_that_sells_in_its_pool_alone_is_placed() {
        verify().hostIn(POOL).runs().isDone().learns("placed_in", POOL).learns("warnings", null);
    }

    @Test
    void a_host_that_somebody_else_keeps_closed_is_placed_with_a_warning() {
        verify().hostIn(POOL)
                .where(ScriptedNova::disableHost)
                .runs()
                .learns("placed_in", POOL)
                .learns("warnings", "somebody else disabled the service (broken NIC); it stays disabled");
    }

    @Test
    void a_host_that_we_closed_and_did_not_open_is_not_placed() {
        verify().hostIn(POOL)
                .closedByThisOperation()
                .runs()
                .asksAPersonBecause("its service is still disabled (spot-manager: new fans");
    }

    @Test
    void a_host_that_is_elsewhere_too_is_not_placed() {
        verify().hostIn(POOL, "Contract-ACME").runs().asksAPersonBecause("The host must be in its target alone.");
        verify().hostIn(POOL)
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void after_a_turn_back_a_call_that_may_still_come_is_waited_for() {
        verify().hostIn(POOL)
                .knowing("turned_back", true)
                .interrupted()
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out");
        verify().hostIn(POOL).interrupted().runs().isDone();
    }

    private static StepDialogue verify() {
        return step(PlaceTable.VERIFY);
    }

    @Test
    void on_the_way_back_the_host_leaves_its_pool_and_is_closed_again_as_it_was() {
        restore()
                .hostIn(POOL)
                .knowing("enabled_from", "spot-manager: new fans [x]")
                .runs()
                .learnsNothing()
                .knows("turned_back", true)
                .after(OUT, CLOSE)
                .andTheServiceIs("spot-manager: new fans [x]")
                .andTheHostIsIn();
    }

    @Test
    void on_the_way_back_a_host_that_this_placement_did_not_open_stays_open() {
        restore().hostIn(POOL).runs().learnsNothing().after(OUT).andTheServiceIs("");
    }

    @Test
    void on_the_way_back_a_host_that_somebody_closed_meanwhile_keeps_their_reason() {
        restore()
                .hostIn()
                .where(ScriptedNova::disableHost)
                .knowing("enabled_from", "spot-manager: new fans [x]")
                .runs()
                .learnsNothing()
                .changingNothing()
                .andTheServiceIs("broken NIC");
    }

    @Test
    void on_the_way_back_a_host_with_vms_is_not_taken_along_unasked() {
        restore()
                .hostIn(POOL)
                .where(nova -> nova.boot(1))
                .runs()
                .asksAPersonBecause("1 servers run on the host")
                .changingNothing();
    }

    @Test
    void on_the_way_back_a_host_that_somebody_put_elsewhere_is_left_there() {
        restore()
                .hostIn("Contract-ACME")
                .runs()
                .asksAPersonBecause("in Contract-ACME, where this placement did not put it. It was left there.")
                .changingNothing();
    }

    @Test
    void the_way_back_waits_for_an_addition_that_may_still_come_and_reads_again_what_it_could_not_read() {
        restore().hostIn().interrupted().runs().waitsBecause("an earlier call to Nova may still be carried out");
        restore()
                .hostIn()
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    private static StepDialogue restore() {
        return step(PlaceTable.RESTORE);
    }

    @Test
    void an_operator_may_leave_the_host_where_it_is() {
        step(PlaceTable.ADOPT_PLACEMENT).hostIn("Contract-ACME").runs().isDone().learns("adopted", "in Contract-ACME");
    }

    @Test
    void without_the_lease_nothing_is_opened() {
        step(PlaceTable.ENABLE_SERVICE)
                .hostIn(POOL)
                .closedByThisOperation()
                .leaseLost()
                .losesItsLeaseAndChangesNothing();
    }
}
