package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.COMPUTE_SERVICE;
import static io.spotmanager.migration.ScriptedNova.Call.DISABLE;
import static io.spotmanager.migration.ScriptedNova.Call.ENABLE;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR_BUT_DONE;
import static io.spotmanager.testkit.FaultType.TIME_OUT;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.WithdrawRequest;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The steps of a withdrawal from L40-n3, one by one. */
class WithdrawalTest {
    private static final String POOL = "L40-n3";
    private static final String IN = "add to L40-n3";
    private static final String OUT = "remove from L40-n3";
    private static final String CLOSE = "disable service";
    private static final String OPEN = "enable service";

    private static StepDialogue closing(String step, Acknowledgement... acknowledged) {
        return step(step, true, acknowledged);
    }

    private static StepDialogue notClosing(String step) {
        return step(step, false);
    }

    private static StepDialogue step(String name, boolean disable, Acknowledgement... acknowledged) {
        return StepDialogue.step(
                WithdrawTable.WORKFLOW,
                name,
                new WithdrawRequest(ScriptedNova.HOST, POOL, disable, "new fans", Set.of(acknowledged)));
    }

    @Test
    void a_host_in_its_pool_may_be_withdrawn_and_one_in_no_pool_not() {
        notClosing(WithdrawTable.VALIDATE).hostIn(POOL).runs().isDone().changingNothing();
        notClosing(WithdrawTable.VALIDATE).hostIn().runs().failsBecause("there is nothing to withdraw");
    }

    @Test
    void it_is_closed_with_our_mark_if_that_was_asked_for() {
        var close = closing(WithdrawTable.DISABLE_SERVICE).hostIn(POOL);

        close.runs().learnsNothing().asking("show service", CLOSE).after(CLOSE).andTheServiceIs(close.mark());
        notClosing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .runs()
                .isSkippedBecause("nobody asked for the service to be disabled")
                .changingNothing();
    }

    @Test
    void what_is_closed_already_stays_as_it_is_and_only_our_own_mark_counts_as_done() {
        closing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .closedByThisOperation()
                .runs()
                .learnsNothing()
                .changingNothing();
        closing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .where(ScriptedNova::disableHost)
                .runs()
                .isSkippedBecause("the service is disabled already (broken NIC) and stays as it is")
                .changingNothing();
    }

    @Test
    void a_bad_answer_to_the_closing_is_looked_after() {
        closing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .novaAnswers(DISABLE, SERVER_ERROR_BUT_DONE)
                .runs()
                .learnsNothing();
        closing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .novaAnswers(DISABLE, TIME_OUT)
                .runs()
                .isToBeTriedAgainBecause("read again: the service is enabled");
        closing(WithdrawTable.DISABLE_SERVICE)
                .hostIn(POOL)
                .novaAnswers(COMPUTE_SERVICE, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void it_leaves_its_pool_with_the_vms_that_were_accepted() {
        notClosing(WithdrawTable.REMOVE_HOST)
                .hostIn(POOL)
                .runs()
                .isDone()
                .after(OUT)
                .andTheHostIsIn();
        notClosing(WithdrawTable.REMOVE_HOST)
                .hostIn(POOL)
                .where(nova -> nova.boot(1))
                .runs()
                .failsBecause("1 server on")
                .changingNothing();
        closing(WithdrawTable.REMOVE_HOST, Acknowledgement.VMS)
                .hostIn(POOL)
                .where(nova -> nova.boot(1))
                .runs()
                .isDone()
                .after(OUT);
    }

    @Test
    void a_host_in_no_pool_is_withdrawn() {
        notClosing(WithdrawTable.VERIFY).hostIn().runs().learnsNothing();
        closing(WithdrawTable.VERIFY)
                .hostIn()
                .where(ScriptedNova::disableHost)
                .runs()
                .isDone()
                .learns("disabled_reason", "broken NIC");
    }

    @Test
    void a_host_that_is_still_in_a_pool_or_still_open_is_not() {
        notClosing(WithdrawTable.VERIFY)
                .hostIn("Contract-ACME")
                .runs()
                .asksAPersonBecause("The host must be in no pool. Nova shows it in Contract-ACME.");
        closing(WithdrawTable.VERIFY)
                .hostIn()
                .runs()
                .asksAPersonBecause("its service must be disabled and Nova shows it enabled");
        closing(WithdrawTable.VERIFY)
                .hostIn()
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void after_a_turn_back_a_call_that_may_still_come_is_waited_for() {
        notClosing(WithdrawTable.VERIFY)
                .hostIn()
                .knowing("turned_back", true)
                .interrupted()
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out");
        notClosing(WithdrawTable.VERIFY).hostIn().interrupted().runs().learnsNothing();
    }

    @Test
    void on_the_way_back_the_host_returns_and_is_opened_if_this_withdrawal_closed_it() {
        closing(WithdrawTable.RESTORE)
                .hostIn()
                .closedByThisOperation()
                .runs()
                .isDone()
                .learns("placed_in", POOL)
                .after(IN, OPEN)
                .andTheServiceIs("")
                .andTheHostIsIn(POOL);
        closing(WithdrawTable.RESTORE)
                .hostIn(POOL)
                .closedByThisOperation()
                .runs()
                .isDone()
                .learns("placed_in", POOL)
                .after(OPEN);
    }

    @Test
    void on_the_way_back_a_host_that_somebody_else_closed_stays_closed() {
        closing(WithdrawTable.RESTORE)
                .hostIn()
                .where(nova -> nova.disableHost("spot-manager: old fans [01930000-0000-7000-8000-000000000099]"))
                .runs()
                .isDone()
                .after(IN);
        notClosing(WithdrawTable.RESTORE)
                .hostIn()
                .closedByThisOperation()
                .runs()
                .isDone()
                .after(IN);
    }

    @Test
    void on_the_way_back_nothing_is_opened_before_the_host_is_back() {
        closing(WithdrawTable.RESTORE)
                .hostIn("Contract-ACME")
                .closedByThisOperation()
                .runs()
                .asksAPersonBecause("It was left there.")
                .changingNothing();
        closing(WithdrawTable.RESTORE)
                .hostIn(POOL)
                .closedByThisOperation()
                .novaAnswers(ENABLE, TIME_OUT)
                .runs()
                .isToBeTriedAgainBecause("read again: the service is disabled");
    }

    @Test
    void an_operator_may_leave_the_host_where_it_is() {
        notClosing(WithdrawTable.ADOPT_PLACEMENT)
                .hostIn("Contract-ACME")
                .runs()
                .isDone()
                .learns("adopted", "in Contract-ACME");
    }
}
