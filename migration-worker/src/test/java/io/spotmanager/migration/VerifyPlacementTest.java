package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.StepDialogue.SOURCE;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyPlacementTest {
    private final StepDialogue verify = step(MigrationTable.VERIFY);

    @Test
    void a_host_in_its_target_alone_has_arrived() {
        verify.hostIn(TARGET)
                .runs()
                .isDone()
                .learns("placed_in", TARGET)
                .asking("list aggregates")
                .changingNothing();
    }

    @Test
    void an_aggregate_that_is_no_pool_does_not_count() {
        verify.hostIn(TARGET, "cpu-general").runs().isDone().changingNothing();
    }

    @ParameterizedTest(name = "in {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            L40-n3                     | Nova shows it in L40-n3 (source)
            L40-n3,L40-n3-spot         | Nova shows it in L40-n3 (source) and L40-n3-spot (target)
            L40-n3-spot,Contract-ACME  | Nova shows it in L40-n3-spot (target) and Contract-ACME
            L40-n3-runpod              | Nova shows it in L40-n3-runpod
            ''                         | The host must be in its target alone. Nova shows it in no pool. It sells nothing
            """)
    void anything_else_is_a_persons_to_decide(String pools, String words) {
        verify.hostIn(pools.split(",")).runs().asksAPersonBecause(words).changingNothing();
    }

    @Test
    void a_target_that_is_gone_holds_nothing() {
        verify.hostIn(SOURCE)
                .where(nova -> nova.delete(TARGET))
                .runs()
                .asksAPersonBecause("in L40-n3 (source)")
                .changingNothing();
    }

    @Test
    void success_is_never_reported_unseen() {
        verify.hostIn(TARGET)
                .novaAnswers(AGGREGATES, SERVER_ERROR)
                .runs()
                .isToBeTriedAgainBecause("Nova could not be read");
    }

    @Test
    void a_call_that_may_still_come_is_waited_for_only_if_the_move_was_turned_back() {
        step(MigrationTable.VERIFY).hostIn(TARGET).interrupted().runs().isDone();
        step(MigrationTable.VERIFY)
                .hostIn(TARGET)
                .interrupted()
                .knowing("turned_back", true)
                .runs()
                .waitsBecause("an earlier call to Nova may still be carried out");
    }
}
