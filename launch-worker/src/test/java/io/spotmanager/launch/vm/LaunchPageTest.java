package io.spotmanager.launch.vm;

import io.spotmanager.testkit.WorkflowPage;
import org.junit.jupiter.api.Test;

class LaunchPageTest {
    @Test
    void the_documentation_shows_the_table_as_it_is() {
        WorkflowPage.requireInSync(LaunchTable.TABLE, LaunchPageTest.class);
    }
}
