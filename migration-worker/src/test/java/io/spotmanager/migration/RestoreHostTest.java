package io.spotmanager.migration;

import static io.spotmanager.domain.pool.Acknowledgement.VMS;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.migration.ScriptedNova.Call.SERVERS;
import static io.spotmanager.migration.StepDialogue.SOURCE;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.FORBIDDEN;
import static io.spotmanager.testkit.FaultType.NOT_SENT;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import io.spotmanager.testkit.FaultType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreHostTest {
    private static final String OUT_OF_TARGET = "remove from L40-n3-spot";
    private static final String BACK = "add to L40-n3";

    private final StepDialogue restore = step(MigrationTable.RESTORE);

    @Test
    void a_host_in_no_pool_goes_back_into_its_source_and_is_seen_there() {
        restore.hostIn()
                .runs()
                .isDone()
                .learns("placed_in", SOURCE)
                .knows("turned_back", true)
                .asking("list aggregates", BACK, "list aggregates")
                .after(BACK)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_host_in_its_target_leaves_it_first() {
        restore.hostIn(TARGET).runs().isDone().after(OUT_OF_TARGET, BACK).andTheHostIsIn(SOURCE);
    }

    @Test
    void a_host_in_both_leaves_the_target_and_stays_in_its_source() {
        restore.hostIn(SOURCE, TARGET)
                .runs()
                .isSkippedBecause("the host is in its source")
                .after(OUT_OF_TARGET)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_host_in_its_source_stays_there() {
        restore.hostIn(SOURCE)
                .runs()
                .isSkippedBecause("the host is in its source")
                .changingNothing();
    }

    @Test
    void the_host_is_not_taken_back_while_a_call_of_a_worker_that_died_may_still_be_carried_out() {
        restore.hostIn(SOURCE)
                .interrupted()
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out")
                .changingNothing();
        restore.where(nova -> nova.put()); // the late removal

        restore.timePasses(StepDialogue.SETTLE).runs().isDone().after(BACK).andTheHostIsIn(SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contract-ACME", "L40-n3,Contract-ACME", "L40-n3-spot,Contract-ACME"})
    void a_host_that_somebody_else_moved_is_left_there(String pools) {
        restore.hostIn(pools.split(","))
                .runs()
                .asksAPersonBecause("Contract-ACME, where this move did not put it. It was left there")
                .changingNothing()
                .andTheHostIsIn(pools.split(","));
    }

    @Test
    void a_host_that_somebody_else_moved_on_from_the_target_is_not_sold_twice() {
        restore.hostIn(TARGET)
                .meanwhile(REMOVE, nova -> nova.put("Contract-ACME"))
                .runs()
                .asksAPersonBecause(
                        "Nova shows the host in Contract-ACME, where this move did not put it. It was left there")
                .after(OUT_OF_TARGET)
                .andTheHostIsIn("Contract-ACME");
    }

    @Test
    void a_host_that_comes_back_into_the_target_is_taken_out_again_later() {
        restore.hostIn(TARGET)
                .meanwhile(REMOVE, nova -> nova.meanwhile(AGGREGATES, () -> nova.put(TARGET)))
                .runs()
                .isToBeTriedAgainBecause("in its target again")
                .after(OUT_OF_TARGET);
    }

    @Test
    void a_yes_is_not_believed_before_it_is_seen() {
        restore.hostIn(TARGET)
                .meanwhile(REMOVE, nova -> nova.put(TARGET))
                .runs()
                .isToBeTriedAgainBecause("Nova said yes; read again: the host is in L40-n3-spot (target)")
                .after(OUT_OF_TARGET);
    }

    @Test
    void a_source_that_is_gone_is_a_persons_to_decide() {
        restore.hostIn()
                .where(nova -> nova.delete(SOURCE))
                .runs()
                .asksAPersonBecause("The host is in no pool and its source L40-n3 is gone. Create it again and retry")
                .changingNothing();
    }

    @Test
    void a_target_that_is_gone_does_not_matter() {
        restore.hostIn()
                .where(nova -> nova.delete(TARGET))
                .runs()
                .isDone()
                .after(BACK)
                .andTheHostIsIn(SOURCE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR_BUT_DONE", "TIME_OUT_BUT_DONE", "LOST_REPLY_BUT_DONE"})
    void answers_that_say_nothing_about_work_that_was_done_count_as_done(FaultType mishap) {
        restore.hostIn(TARGET)
                .novaAnswers(REMOVE, mishap)
                .novaAnswers(ADD, mishap)
                .runs()
                .isDone()
                .after(OUT_OF_TARGET, BACK)
                .andTheHostIsIn(SOURCE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TIME_OUT", "LOST_REPLY", "NOT_SENT"})
    void work_that_was_not_done_is_tried_again(FaultType mishap) {
        restore.hostIn(TARGET)
                .novaAnswers(REMOVE, mishap)
                .runs()
                .isToBeTriedAgainBecause("")
                .after(OUT_OF_TARGET);
        restore.novaAnswers(ADD, mishap)
                .runs()
                .isToBeTriedAgainBecause("")
                .after(OUT_OF_TARGET, OUT_OF_TARGET, BACK)
                .andTheHostIsIn();
        restore.runs().isDone().andTheHostIsIn(SOURCE);
    }

    @Test
    void a_404_because_somebody_took_the_host_out_of_the_target_means_done() {
        restore.hostIn(TARGET)
                .meanwhile(SERVERS, nova -> nova.put())
                .runs()
                .isDone()
                .after(OUT_OF_TARGET, BACK)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_409_because_somebody_put_the_host_back_means_done() {
        restore.hostIn()
                .meanwhile(AGGREGATES, nova -> nova.put(SOURCE))
                .runs()
                .isDone()
                .after(BACK)
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void a_source_that_refuses_the_host_is_final() {
        restore.hostIn()
                .novaAnswers(ADD, FORBIDDEN)
                .runs()
                .failsBecause("Nova refused (403)")
                .andTheHostIsIn();
    }

    @Test
    void a_target_that_does_not_let_the_host_go_is_final() {
        restore.hostIn(TARGET)
                .novaAnswers(REMOVE, FORBIDDEN)
                .runs()
                .failsBecause("Nova refused (403)")
                .after(OUT_OF_TARGET)
                .andTheHostIsIn(TARGET);
    }

    @Test
    void servers_in_the_target_are_not_taken_back_unasked() {
        restore.hostIn(TARGET)
                .where(nova -> nova.boot(2))
                .runs()
                .asksAPersonBecause("2 servers run on the host, which is in L40-n3-spot (target)")
                .changingNothing()
                .andTheHostIsIn(TARGET);
    }

    @Test
    void a_server_that_can_be_restored_is_not_taken_back_unasked_either() {
        restore.hostIn(TARGET)
                .where(nova -> nova.hide("web"))
                .runs()
                .asksAPersonBecause("There are tenants on the host, which is in L40-n3-spot (target)")
                .asksAPersonBecause("nobody acknowledged that. ")
                .asksAPersonBecause("web")
                .changingNothing();
    }

    @Test
    void what_is_left_of_a_vm_is_no_tenant_and_is_not_named_with_the_servers() {
        restore.hostIn(TARGET)
                .where(nova -> nova.boot(1))
                .where(nova -> nova.leaveOver("id-old"))
                .runs()
                .asksAPersonBecause("1 servers run on the host")
                .asksAPersonBecause("nobody acknowledged that.]")
                .changingNothing();
    }

    @Test
    void servers_that_were_acknowledged_come_back_with_the_host() {
        restore.hostIn(TARGET)
                .acknowledging(VMS)
                .where(nova -> nova.boot(2))
                .runs()
                .isDone()
                .andTheHostIsIn(SOURCE);
    }

    @Test
    void servers_on_a_host_in_no_pool_do_not_keep_it_there() {
        restore.hostIn().where(nova -> nova.boot(2)).runs().isDone().after(BACK).andTheHostIsIn(SOURCE);
    }

    @ParameterizedTest
    @EnumSource(
            value = ScriptedNova.Call.class,
            names = {"AGGREGATES", "SERVERS"})
    void nothing_is_changed_while_nova_cannot_be_read(ScriptedNova.Call unreadable) {
        restore.hostIn(TARGET)
                .novaAnswers(unreadable, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
        restore.novaAnswers(unreadable, NOT_SENT)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read")
                .changingNothing();
    }

    @Test
    void without_the_lease_nothing_is_taken_out_of_the_target() {
        restore.hostIn(TARGET).leaseLost().losesItsLeaseAndChangesNothing();
    }

    @Test
    void without_the_lease_nothing_is_put_back() {
        restore.hostIn().leaseLost().losesItsLeaseAndChangesNothing();
    }
}
