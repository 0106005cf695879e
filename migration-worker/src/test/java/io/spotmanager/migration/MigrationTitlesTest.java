package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.description.WorkflowDescription.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MigrationTitlesTest {
    private final WorkflowDescription description =
            WorkflowDescription.of(MigrationTable.TABLE, MigrationTitles.TITLES, (row, action) -> Optional.empty());

    @Test
    void every_state_of_the_table_has_a_title_of_its_own_words() {
        assertThat(description.title()).isEqualTo("Migration");
        assertThat(description.states()).extracting(State::name).isEqualTo(MigrationTable.TABLE.states());
        assertThat(description.states())
                .extracting(State::title)
                .doesNotContain("")
                .doesNotContainAnyElementsOf(MigrationTable.TABLE.states());
    }

    @Test
    void the_happy_path_leads_from_the_request_to_success() {
        assertThat(description.happyPath())
                .containsExactly("REQUESTED", "VALIDATED", "HOST_REMOVED", "HOST_ADDED", "SUCCEEDED");
        assertThat(description.firstActions()).containsExactly("RETRY", "CANCEL");
    }
}
