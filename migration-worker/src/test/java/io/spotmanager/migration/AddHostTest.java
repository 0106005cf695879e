package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.StepDialogue.SOURCE;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static io.spotmanager.testkit.FaultType.TIME_OUT_BUT_DONE;

import io.spotmanager.testkit.FaultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AddHostTest {
    private static final String IN = "add to L40-n3-spot";

    private final StepDialogue add = step(MigrationTable.ADD_HOST);

    @Test
    void the_host_enters_its_target() {
        add.hostIn().runs().isDone().asking("list aggregates", IN).after(IN).andTheHostIsIn(TARGET);
    }

    @Test
    void a_host_that_is_in_its_target_already_is_skipped() {
        add.hostIn(TARGET).runs().isSkippedBecause("in its target already").changingNothing();
    }

    @Test
    void a_host_that_somebody_put_back_into_its_source_is_left_alone() {
        add.hostIn(SOURCE)
                .runs()
                .asksAPersonBecause("Nova shows the host in L40-n3 (source)")
                .changingNothing();
    }

    @Test
    void a_host_that_somebody_put_into_a_third_pool_is_left_alone() {
        add.hostIn("Contract-ACME")
                .runs()
                .asksAPersonBecause("Nova shows the host in Contract-ACME")
                .changingNothing();
    }

    @Test
    void an_aggregate_that_is_no_pool_stands_in_nobodys_way() {
        add.hostIn("cpu-general").runs().isDone().after(IN).andTheHostIsIn(TARGET, "cpu-general");
    }

    @Test
    void a_target_that_is_gone_cannot_be_entered() {
        add.hostIn()
                .where(nova -> nova.delete(TARGET))
                .runs()
                .failsBecause("The aggregate L40-n3-spot is gone")
                .changingNothing();
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void an_answer_that_says_nothing_about_work_that_was_done_counts_as_done(FaultType mishap) {
        add.hostIn()
                .novaAnswers(ADD, mishap)
                .runs()
                .isDone()
                .asking("list aggregates", IN, "list aggregates")
                .andTheHostIsIn(TARGET);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY"})
    void an_answer_that_says_nothing_about_work_that_was_not_done_is_tried_again(FaultType mishap) {
        add.hostIn()
                .novaAnswers(ADD, mishap)
                .runs()
                .isToBeTriedAgainBecause("read again: the host is in no pool")
                .after(IN)
                .andTheHostIsIn();
        add.runs().isDone().after(IN, IN).andTheHostIsIn(TARGET);
    }

    @Test
    void an_addition_that_was_never_sent_is_tried_again_without_another_look() {
        add.hostIn()
                .novaAnswers(ADD, NOT_SENT)
                .runs()
                .isToBeTriedAgainBecause("not sent to Nova")
                .asking("list aggregates", IN);
    }

    @Test
    void a_409_because_the_host_is_in_already_means_done() {
        add.hostIn()
                .meanwhile(AGGREGATES, nova -> nova.put(TARGET))
                .runs()
                .isDone()
                .after(IN);
    }

    @Test
    void a_409_because_of_the_availability_zone_is_final() {
        add.hostIn("cpu-general")
                .where(nova -> nova.setZone("cpu-general", "az-1"))
                .where(nova -> nova.setZone(TARGET, "az-2"))
                .runs()
                .failsBecause("Nova refused (409): Cannot add host to aggregate L40-n3-spot")
                .failsBecause("already in availability zone(s) ['az-1']")
                .after(IN)
                .andTheHostIsIn("cpu-general");
    }

    @Test
    void any_other_refusal_is_final_too() {
        add.hostIn()
                .novaAnswers(ADD, FORBIDDEN)
                .runs()
                .failsBecause("Nova refused (403)")
                .after(IN);
    }

    @Test
    void nothing_is_added_while_nova_cannot_be_read() {
        add.hostIn()
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void when_the_result_cannot_be_read_either_the_next_try_finds_it() {
        add.hostIn()
                .novaAnswers(ADD, TIME_OUT_BUT_DONE)
                .meanwhile(AGGREGATES, nova -> nova.next(AGGREGATES, SERVER_ERROR))
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .after(IN);
        add.runs().isSkippedBecause("in its target already").after(IN);
    }

    @Test
    void without_the_lease_nothing_is_added() {
        add.hostIn().leaseLost().losesItsLeaseAndChangesNothing();
    }
}
