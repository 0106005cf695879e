package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MigrationPageTest {
    private static final Path PAGE = Path.of(
                    System.getProperty("basedir", ""), "..", "docs", "workflows", "migration.md")
            .toAbsolutePath()
            .normalize();

    @Test
    void the_documentation_shows_the_table_as_it_is() throws IOException {
        var wanted = WorkflowPage.of(MigrationTable.TABLE);
        if (Boolean.getBoolean("update-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, wanted);
        }

        assertThat(PAGE)
                .as("written anew by: mvn -f migration-worker/pom.xml test -Dtest=MigrationPageTest -Dupdate-docs=true")
                .exists()
                .content()
                .isEqualTo(wanted);
    }
}
