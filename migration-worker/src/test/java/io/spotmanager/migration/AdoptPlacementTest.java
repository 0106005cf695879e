package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.StepDialogue.TARGET;
import static io.spotmanager.migration.StepDialogue.step;
import static io.spotmanager.testkit.FaultType.TIME_OUT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdoptPlacementTest {
    private final StepDialogue adopt = step(MigrationTable.ADOPT_PLACEMENT);

    @ParameterizedTest(name = "in {0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            L40-n3-spot                | in L40-n3-spot (target)
            L40-n3                     | in L40-n3 (source)
            L40-n3-runpod              | in L40-n3-runpod
            L40-n3-spot,Contract-ACME  | in L40-n3-spot (target) and Contract-ACME
            ''                         | in no pool
            """)
    void whatever_nova_shows_is_recorded_and_left_as_it_is(String pools, String words) {
        adopt.hostIn(pools.split(",")).runs().isDone().learns("adopted", words).changingNothing();
    }

    @Test
    void what_cannot_be_seen_cannot_be_adopted() {
        adopt.hostIn(TARGET).novaAnswers(AGGREGATES, TIME_OUT).runs().isToBeTriedAgainBecause("Nova could not be read");
    }
}
