package io.spotmanager.migration;

import io.spotmanager.testkit.WorkflowPage;
import org.junit.jupiter.api.Test;

class MigrationPageTest {
    @Test
    void the_documentation_shows_the_table_as_it_is() {
        WorkflowPage.requireInSync(MigrationTable.TABLE, MigrationPageTest.class);
    }
}
