package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
import static io.spotmanager.migration.StepDialogue.SOURCE;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.testkit.FaultType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoveHostTest {
    private static final String OUT = "remove from L40-n3";

    private final StepDialogue remove = step(MigrationTable.REMOVE_HOST);

    @Test
    void the_host_leaves_its_source() {
        remove.hostIn(SOURCE)
                .runs()
                .isDone()
                .asking("list aggregates", "list servers", OUT)
                .after(OUT)
                .andTheHostIsIn();
    }

    @Test
    void where_the_host_was_read_is_kept_until_a_change_is_sent() {
        assertThat(step(MigrationTable.REMOVE_HOST)
                        .hostIn(TARGET)
                        .runs()
                        .fact("placement")
                        .get("text")
                        .asString())
                .isEqualTo("in L40-n3-spot (target)");
        remove.hostIn(SOURCE)
                .meanwhile(ScriptedNova.Call.REMOVE, nova -> nova.always(ScriptedNova.Call.AGGREGATES, SERVER_ERROR))
                .novaAnswers(ScriptedNova.Call.REMOVE, TIME_OUT)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .knows("placement", Map.of());
    }

    @Test
    void a_host_that_has_left_already_is_skipped() {
        remove.hostIn()
                .runs()
                .isSkippedBecause("has left its source already: it is in no pool")
                .changingNothing();
    }

    @Test
    void a_host_that_is_in_its_target_already_is_skipped() {
        remove.hostIn(TARGET).runs().isSkippedBecause("in L40-n3-spot (target)").changingNothing();
    }

    @Test
    void a_host_whose_source_is_gone_has_left_it() {
        remove.hostIn(SOURCE)
                .where(nova -> nova.delete(SOURCE))
                .runs()
                .isSkippedBecause("in no pool")
                .changingNothing();
    }

    @Test
    void a_host_in_source_and_target_leaves_the_source_so_that_it_is_sold_once() {
        remove.hostIn(SOURCE, TARGET).runs().isDone().after(OUT).andTheHostIsIn(TARGET);
    }

    @Test
    void a_host_that_somebody_else_moved_is_left_alone() {
        remove.hostIn("L40-n3-runpod")
                .runs()
                .asksAPersonBecause(
                        "Nova shows the host in L40-n3-runpod, where this move did not put it. Nothing was changed")
                .changingNothing();
    }

    @Test
    void a_host_that_somebody_else_put_into_a_second_pool_is_left_alone() {
        remove.hostIn(SOURCE, "contract-initech")
                .runs()
                .asksAPersonBecause("in L40-n3 (source) and contract-initech")
                .changingNothing();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_about_work_that_was_done_counts_as_done(FaultType mishap) {
        remove.hostIn(SOURCE)
                .novaAnswers(REMOVE, mishap)
                .runs()
                .isDone()
                .asking("list aggregates", "list servers", OUT, "list aggregates")
                .after(OUT)
                .andTheHostIsIn();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY"})
    void an_answer_that_says_nothing_about_work_that_was_not_done_is_tried_again(FaultType mishap) {
        remove.hostIn(SOURCE)
                .novaAnswers(REMOVE, mishap)
                .runs()
                .isToBeTriedAgainBecause("unclear whether it was carried out")
                .isToBeTriedAgainBecause("the host is in L40-n3 (source)")
                .after(OUT)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_removal_that_was_never_sent_is_tried_again_without_another_look() {
        remove.hostIn(SOURCE)
                .novaAnswers(REMOVE, NOT_SENT)
                .runs()
                .isToBeTriedAgainBecause("not sent to Nova: the circuit is open")
                .asking("list aggregates", "list servers", OUT)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_404_because_somebody_was_faster_means_done() {
        remove.hostIn(SOURCE)
                .meanwhile(SERVERS, nova -> nova.put())
                .runs()
                .isDone()
                .after(OUT)
                .andTheHostIsIn();
    }

    @Test
    void a_refusal_that_leaves_the_host_in_its_source_is_final() {
        remove.hostIn(SOURCE)
                .novaAnswers(REMOVE, FORBIDDEN)
                .runs()
                .failsBecause("Nova refused (403): Policy doesn't allow it")
                .after(OUT)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void servers_that_appeared_since_validation_stop_the_removal() {
        remove.hostIn(SOURCE)
                .where(nova -> nova.boot(1))
                .runs()
                .failsBecause("1 server on CA1-ESC8-L40-01 (vm-1)")
                .changingNothing()
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void servers_that_appeared_on_a_spot_host_stop_the_removal_whatever_was_acknowledged() {
        remove.hostIn(TARGET)
                .moving(TARGET, SOURCE, VMS)
                .where(nova -> nova.boot(1))
                .runs()
                .failsBecause("A spot host is only moved empty")
                .changingNothing();
    }

    @Test
    void servers_that_were_acknowledged_go_along() {
        remove.hostIn(SOURCE)
                .acknowledging(VMS)
                .where(nova -> nova.boot(3))
                .runs()
                .isDone()
                .after(OUT);
    }

    @Test
    void a_move_does_not_end_while_a_removal_without_a_clear_answer_may_still_come() {
        remove.hostIn(SOURCE).novaAnswers(REMOVE, FaultType.TIME_OUT).runs().isToBeTriedAgainBecause("no answer");

        remove.where(nova -> nova.boot(1)).runs().waitsBecause("when an earlier removal can come no more");
        remove.timePasses(StepDialogue.SETTLE).runs().failsBecause("1 server on CA1-ESC8-L40-01 (vm-1)");
    }

    @Test
    void a_move_does_not_end_while_the_removal_of_a_worker_that_died_may_still_come() {
        remove.hostIn(SOURCE)
                .interrupted()
                .where(nova -> nova.boot(1))
                .runs()
                .waitsBecause("when an earlier removal can come no more")
                .changingNothing();

        remove.timePasses(StepDialogue.SETTLE).runs().failsBecause("1 server on CA1-ESC8-L40-01 (vm-1)");
    }

    @ParameterizedTest
    @EnumSource(
            value = ScriptedNova.Call.class,
            names = {"AGGREGATES", "SERVERS"})
    void nothing_is_removed_while_nova_cannot_be_read(ScriptedNova.Call unreadable) {
        remove.hostIn(SOURCE)
                .novaAnswers(unreadable, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void when_the_result_cannot_be_read_either_it_is_tried_again() {
        remove.hostIn(SOURCE)
                .novaAnswers(REMOVE, FaultType.TIME_OUT_BUT_DONE)
                .meanwhile(SERVERS, nova -> nova.next(AGGREGATES, SERVER_ERROR))
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .after(OUT);
        remove.runs().isSkippedBecause("has left its source already").after(OUT);
    }

    @Test
    void without_the_lease_nothing_is_removed() {
        remove.hostIn(SOURCE).leaseLost().losesItsLeaseAndChangesNothing();
    }
}
