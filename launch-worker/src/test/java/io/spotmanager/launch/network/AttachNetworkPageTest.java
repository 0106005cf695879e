package io.spotmanager.launch.network;

import io.spotmanager.testkit.WorkflowPage;
import org.junit.jupiter.api.Test;

class AttachNetworkPageTest {
    @Test
    void the_documentation_shows_the_table_as_it_is() {
        WorkflowPage.requireInSync(AttachNetworkTable.TABLE, AttachNetworkPageTest.class);
    }
}
