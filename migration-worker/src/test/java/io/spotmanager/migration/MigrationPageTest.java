package io.spotmanager.migration;

import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.testkit.WorkflowPage;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class MigrationPageTest {
    @Test
    void the_documentation_shows_the_workflow_as_it_is_and_a_change_has_a_new_version() {
        var workflow =
                MigrationWorkflow.on(new ScriptedNova(), PoolNaming.STANDARD, Duration.ZERO, InstantSource.system());

        WorkflowPage.requireInSync(workflow, MigrationPageTest.class);
    }
}
