package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.DISABLE;
import static io.spotmanager.migration.ScriptedNova.Call.ENABLE;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
import static io.spotmanager.migration.StockScene.POOL;
import static io.spotmanager.migration.StockState.ADOPTED;
import static io.spotmanager.migration.StockState.CANCELLED;
import static io.spotmanager.migration.StockState.HOST_REMOVED;
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
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;
import static io.spotmanager.workflow.machine.Signal.ADOPT;
import static io.spotmanager.workflow.machine.Signal.CANCEL;
import static io.spotmanager.workflow.machine.Signal.RETRY;
import static io.spotmanager.workflow.machine.Signal.ROLL_BACK;
import static io.spotmanager.workflow.machine.Signal.SKIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.testkit.WorkflowTestEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whole withdrawals from L40-n3: the kernel, the table and the steps together, against a Nova that behaves as the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WithdrawSagaTest {
    private static final String OUT = "remove from L40-n3";
    private static final String BACK = "add to L40-n3";
    private static final String CLOSE = "disable service";
    private static final String OPEN = "enable service";

    private final WorkflowTestEnvironment stage = new WorkflowTestEnvironment(WithdrawTable.WORKFLOW);
    private StockScene scene = new StockScene(stage);

    @AfterAll
    void every_history_is_whole() {
        var whole = stage.verified().findings();
        stage.close();
        assertThat(whole).isEmpty();
    }

    private StockScene scene() {
        scene = new StockScene(stage);
        return scene.hostIn(POOL);
    }

    @Test
    void a_host_leaves_its_pool_and_its_service_stays_as_it_is() {
        scene().withdraw(false).goesOnAsFarAsItCan().isIn(SUCCEEDED).withoutAnythingToExplain();
        scene.changed(OUT).hostEndsIn().serviceEnds("");
    }

    @Test
    void a_service_is_disabled_first_and_with_our_mark() {
        var withdrawal = scene().withdraw(true)
                .goesOnAsFarAsItCan()
                .isIn(SUCCEEDED)
                .wentThrough(REQUESTED, VALIDATED, SERVICE_SETTLED, HOST_REMOVED, SUCCEEDED);
        scene.changed(CLOSE, OUT).hostEndsIn().serviceEnds("spot-manager: new fans [%s]".formatted(withdrawal.id()));
    }

    @Test
    void a_service_that_somebody_else_disabled_is_never_marked() {
        scene().where(ScriptedNova::disableHost);
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(SUCCEEDED).knows("disabled_reason", "broken NIC");
        scene.changed(OUT).serviceEnds("broken NIC");
    }

    @Test
    void vms_need_to_be_accepted_and_a_spot_host_has_to_be_empty() {
        scene().where(nova -> nova.boot(1));
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(REJECTED).because("acknowledge: [\"vms\"]");
        scene.withdraw(true, VMS).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.hostEndsIn();
    }

    @Test
    void vms_that_start_before_the_service_is_closed_lead_back_and_open_it_again() {
        scene().where(nova -> nova.meanwhile(DISABLE, () -> nova.boot(1)));
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("1 server on");
        scene.changed(CLOSE, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_host_in_no_pool_is_not_withdrawn() {
        scene().hostIn().withdraw(false).goesOnAsFarAsItCan().isIn(REJECTED).because("there is nothing to withdraw");
        scene.changed();
    }

    @Test
    void bad_answers_at_every_change_do_not_keep_it_from_its_end() {
        scene().where(nova -> {
            nova.next(DISABLE, TIME_OUT, SERVER_ERROR_BUT_DONE);
            nova.next(REMOVE, TIME_OUT, SERVER_ERROR_BUT_DONE);
        });
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, CLOSE, OUT, OUT).hostEndsIn();
    }

    @Test
    void a_refusal_to_disable_changes_nothing_else() {
        scene().where(nova -> nova.next(DISABLE, FORBIDDEN));
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("Policy doesn't allow it");
        scene.changed(CLOSE).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_removal_that_keeps_failing_leads_back_to_a_host_that_sells() {
        scene().where(nova -> nova.always(REMOVE, TIME_OUT));
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(ROLLED_BACK).because("gave up after 3 attempts");
        scene.changed(CLOSE, OUT, OUT, OUT, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void the_way_back_opens_no_service_that_somebody_else_closed_meanwhile() {
        scene().where(nova -> {
            nova.always(REMOVE, SERVER_ERROR);
            nova.meanwhile(REMOVE, () -> nova.disableHost("fire"));
        });
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(CLOSE, OUT, OUT, OUT).hostEndsIn(POOL).serviceEnds("fire");
    }

    @Test
    void the_way_back_opens_no_service_that_another_withdrawal_closed() {
        var earlier = "spot-manager: dust [01a2b3c4-0000-4000-8000-000000000001]";
        scene().where(nova -> {
            nova.disableHost(earlier);
            nova.always(REMOVE, SERVER_ERROR);
        });
        scene.withdraw(true).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(OUT, OUT, OUT).serviceEnds(earlier);
    }

    @Test
    void a_service_that_somebody_enables_before_the_end_is_a_matter_for_a_person() {
        scene().where(nova -> nova.meanwhile(REMOVE, nova::enableHost));
        var withdrawal =
                scene.withdraw(true).goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Nova shows it enabled");
        assertThat(withdrawal.caption(RETRY)).isEqualTo("Take out of L40-n3");
        assertThat(withdrawal.caption(ROLL_BACK)).isEqualTo("Put back into L40-n3");
        assertThat(withdrawal.caption(ADOPT)).isEqualTo("Leave it in no pool and close");
        withdrawal.isTold(RETRY).goesOnAsFarAsItCan().isIn(SUCCEEDED);
        scene.changed(CLOSE, OUT, CLOSE).hostEndsIn();
    }

    @Test
    void a_withdrawal_that_is_cancelled_before_its_end_is_undone() {
        scene().withdraw(true).isTold(CANCEL).goesOnAsFarAsItCan().isIn(CANCELLED);
        scene.changed();

        scene().where(nova -> nova.meanwhile(REMOVE, () -> nova.always(AGGREGATES, SERVER_ERROR)));
        var late = scene.withdraw(true).goesOn().isIn(HOST_REMOVED).isTold(CANCEL);
        scene.where(ScriptedNova::recover);
        late.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(CLOSE, OUT, BACK, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_way_back_waits_until_an_unanswered_change_can_come_no_more() {
        scene().where(nova -> nova.always(DISABLE, TIME_OUT));
        var withdrawal = scene.withdraw(true)
                .goesOn()
                .isIn(VALIDATED)
                .isTold(CANCEL)
                .isGivenToAWorker()
                .isIn(RESTORING)
                .because("may still be carried out");
        scene.where(nova -> nova.disableHost("spot-manager: new fans [%s]".formatted(withdrawal.id())));
        withdrawal.goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.changed(CLOSE, OPEN).hostEndsIn(POOL).serviceEnds("");
    }

    @Test
    void a_person_may_take_it_as_it_is_or_say_that_it_is_done() {
        scene().where(nova -> nova.meanwhile(SERVERS, () -> nova.meanwhile(SERVERS, () -> {})));
        scene.where(nova -> nova.meanwhile(DISABLE, () -> nova.put("Contract-ACME")));
        scene.withdraw(true)
                .goesOnAsFarAsItCan()
                .isIn(NEEDS_OPERATOR)
                .because("in Contract-ACME")
                .isTold(ADOPT)
                .goesOnAsFarAsItCan()
                .isIn(ADOPTED)
                .knows("adopted", "in Contract-ACME");

        scene().where(nova -> nova.always(REMOVE, SERVER_ERROR));
        var byHand = scene.withdraw(false).goesOn().isIn(SERVICE_SETTLED);
        scene.hostIn();
        byHand.isTold(SKIP).goesOnAsFarAsItCan().isIn(SUCCEEDED);
    }

    @Test
    void a_way_back_whose_service_cannot_be_enabled_asks_a_person_and_can_be_tried_again() {
        scene().where(nova -> {
            nova.always(REMOVE, TIME_OUT_BUT_DONE);
            nova.meanwhile(REMOVE, () -> nova.always(AGGREGATES, SERVER_ERROR));
            nova.next(ENABLE, FORBIDDEN);
        });
        var withdrawal = scene.withdraw(true).goesOn().goesOn().goesOn().isIn(RESTORING);
        scene.where(nova -> nova.always(ENABLE, FORBIDDEN));
        scene.where(ScriptedNova::recover);
        scene.where(nova -> nova.next(ENABLE, FORBIDDEN));
        withdrawal.goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR).because("Policy doesn't allow it");
        withdrawal.isTold(ROLL_BACK).goesOnAsFarAsItCan().isIn(ROLLED_BACK);
        scene.hostEndsIn(POOL).serviceEnds("");
    }
}
