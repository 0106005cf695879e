package io.spotmanager.launch.firewall;

import io.spotmanager.testkit.StateMachineAgreement;
import io.spotmanager.testkit.WorkflowPage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttachFirewallPageTest {
    @Test
    void the_documentation_shows_the_workflow_as_it_is_and_a_change_has_a_new_version() {
        WorkflowPage.requireInSync(AttachFirewallWorkflow.off("no key", Duration.ZERO), AttachFirewallPageTest.class);
    }

    @Test
    void spring_statemachine_takes_every_exit_of_the_table_and_no_other() {
        StateMachineAgreement.require(AttachFirewallTable.TABLE);
    }
}
