package io.spotmanager.launch.network;

import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.testkit.WorkflowPage;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class AttachNetworkPageTest {
    @Test
    void the_documentation_shows_the_workflow_as_it_is_and_a_change_has_a_new_version() {
        var workflow = AttachNetworkWorkflow.on(new Clouds().neutron(), Parts.PATIENCE, InstantSource.system());

        WorkflowPage.requireInSync(workflow, AttachNetworkPageTest.class);
    }
}
