package io.spotmanager.launch.retire;

import io.spotmanager.testkit.WorkflowPage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetireAndMovePageTest {
    @Test
    void the_documentation_shows_the_workflow_as_it_is_and_a_change_has_a_new_version() {
        WorkflowPage.requireInSync(
                RetireAndMoveWorkflow.off("this is a test", Duration.ZERO), RetireAndMovePageTest.class);
    }
}
