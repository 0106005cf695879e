package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.ENABLE;
import static io.spotmanager.migration.StockScene.POOL;
import static io.spotmanager.migration.StockState.ADOPTED;
import static io.spotmanager.migration.StockState.CANCELLED;
import static io.spotmanager.migration.StockState.HOST_ADDED;
import static io.spotmanager.migration.StockState.NEEDS_OPERATOR;
import static io.spotmanager.migration.StockState.REJECTED;
import static io.spotmanager.migration.StockState.REQUESTED;
import static io.spotmanager.migration.StockState.RESTORING;
import static io.spotmanager.migration.StockState.ROLLED_BACK;
import static io.spotmanager.migration.StockState.SERVICE_SETTLED;
import static io.spotmanager.migration.StockState.SUCCEEDED;
import static io.spotmanager.migration.StockState.VALIDATED;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR_BUT_DONE;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.testkit.WorkflowTestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole placements into L40-n3: the kernel, the table and the steps together, against a Nova that behaves as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlaceSagaTest {
    private static final String IN = "add to L40-n3";
    private static final String OUT = "remove from L40-n3";
    private static final String CLOSE = "disable service";
    private static final String OPEN = "enable service";
    private static final String OURS = "spot-manager: new fans [01a2b3c4-0000-4000-8000-000000000001]";

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(PlaceTable.WORKFLOW);
    private StockScene scene = new StockScene(stage);

    @AfterAll
    void every_history_is_whole() {
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
    }

    private StockScene scene() {
        scene = new StockScene(stage);
        return scene.hostIn();
    }

    @Test
    void a_host_enters_a_pool() {
        scene().place()
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .withoutAnythingToExplain()
                .knows("placed_in", POOL)
                .wentThrough(REQUESTED, VALIDATED, HOST_ADDED, SERVICE_SETTLED, SUCCEEDED);
        scene.changed(IN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_service_that_a_withdrawal_disabled_is_enabled_when_the_host_is_in_its_pool() {
        scene().where(nova -> nova.disableHost(OURS));
        scene.place().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(IN, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_service_that_somebody_else_disabled_is_never_enabled() {
        scene().where(nova -> nova.disableHost("spot-manager is not involved"));
        scene.place()
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .knows(
                        "warnings",
                        "somebody else disabled the service (spot-manager is not involved); it stays disabled");
        scene.changed(IN).hostEndsIn(POOL).serviceEnds("spot-manager is not involved");
    }

    @Test
    void a_host_in_a_pool_is_not_placed() {
        scene().hostIn("L40-n3-spot")
                .place()
                .goesOnAsFarAsItCan()
                .isIn(REJECTED)
                .because("is in L40-n3-spot already");
        scene.changed();
    }

    @Test
    void vms_need_to_be_accepted() {
        scene().where(nova -> nova.boot(1));
        scene.place().goesOnAsFarAsItCan().isIn(REJECTED).because("acknowledge: [\"vms\"]");
        scene.place(VMS).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void bad_answers_at_every_change_do_not_keep_it_from_its_end() {
        scene().where(nova -> {
            nova.disableHost(OURS);
            nova.next(ADD, TIME_OUT, SERVER_ERROR_BUT_DONE);
            nova.next(ENABLE, TIME_OUT, SERVER_ERROR_BUT_DONE);
        });
        scene.place().goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(IN, IN, OPEN, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_refused_host_stays_in_no_pool() {
        scene().where(nova -> nova.next(ADD, FORBIDDEN));
        scene.place().goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("Policy doesn't allow it");
        scene.changed(IN).hostEndsIn();
    }

    @Test
    void a_host_whose_service_cannot_be_enabled_leaves_the_pool_again() {
        scene().where(nova -> {
            nova.disableHost(OURS);
            nova.next(ENABLE, FORBIDDEN);
        });
        scene.place().goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(IN, OPEN, OUT).hostEndsIn().serviceEnds(OURS);
    }

    @Test
    void a_placement_that_is_cancelled_at_the_end_leaves_host_and_service_as_they_were() {
        scene().where(nova -> {
            nova.disableHost(OURS);
            nova.meanwhile(ENABLE, () -> nova.always(AGGREGATES, SERVER_ERROR));
        });
        var placement = scene.place().goesOn().isIn(SERVICE_SETTLED).isTold(CANCEL);
        scene.where(ScriptedNova::recover);
        placement.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(IN, OPEN, OUT, CLOSE).hostEndsIn().serviceEnds(OURS);
    }

    @Test
    void a_placement_that_nobody_has_looked_at_is_cancelled_without_a_trace() {
        scene().place().isTold(CANCEL).goesOnAsFarAsItCan().isIn(CANCELLED);
        scene.changed();
    }

    @Test
    void the_way_back_waits_until_an_unanswered_addition_can_come_no_more() {
        scene().where(nova -> nova.next(ADD, TIME_OUT));
        var placement = scene.place()
                .goesOn()
                .isIn(VALIDATED)
                .isTold(CANCEL)
                .isGivenToAWorker()
                .isIn(RESTORING)
                .because("may still be carried out");
        scene.hostIn(POOL);
        placement.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(IN, OUT).hostEndsIn();
    }

    @Test
    void vms_that_started_meanwhile_are_not_taken_out_of_the_pool_without_a_word() {
        scene().where(nova -> nova.meanwhile(ADD, () -> nova.always(AGGREGATES, SERVER_ERROR)));
        var placement = scene.place().goesOn().isIn(SERVICE_SETTLED).isTold(CANCEL);
        scene.where(ScriptedNova::recover).where(nova -> nova.boot(1));
        placement.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("nobody acknowledged");
        assertThat(placement.caption(SKIP)).isEqualTo("Change nothing, check that it is in L40-n3 alone");
        placement.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void a_host_that_somebody_else_took_meanwhile_is_left_to_a_person() {
        scene().where(nova -> nova.meanwhile(ADD, () -> nova.put("Contract-ACME")));
        scene.place()
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("Contract-ACME")
                .isTold(ADOPT)
                .goesOnAsFarAsItCan()
                .isIn(ADOPTED)
                .knows("adopted", "in Contract-ACME");
        scene.changed(IN);
    }
}
