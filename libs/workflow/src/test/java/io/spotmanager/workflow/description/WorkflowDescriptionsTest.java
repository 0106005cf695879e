package io.spotmanager.workflow.description;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkflowDescriptionsTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final WorkflowDescriptions descriptions = new WorkflowDescriptions(database.jdbc());

    private static WorkflowDescription described(String name, int version, String title) {
        return new WorkflowDescription(
                name,
                version,
                title,
                "REQUESTED",
                List.of("CANCEL"),
                List.of("REQUESTED"),
                List.of(),
                WorkflowDescription.Route.NONE);
    }

    private static OffsetDateTime registeredAt() {
        return database.jdbc()
                .sql("select registered_at from workflow_description")
                .query(OffsetDateTime.class)
                .single();
    }

    @Test
    void the_newest_version_of_each_workflow_is_shown_whichever_was_registered_last() {
        descriptions.register(described("move", 2, "Move"));
        descriptions.register(described("move", 1, "Old move"));
        descriptions.register(described("errand", 7, "Errand"));

        assertThat(descriptions.newest())
                .containsExactly(described("errand", 7, "Errand"), described("move", 2, "Move"));
        assertThat(descriptions.all())
                .containsExactly(
                        described("errand", 7, "Errand"),
                        described("move", 2, "Move"),
                        described("move", 1, "Old move"));
    }

    @Test
    void the_same_description_is_written_once() {
        descriptions.register(described("move", 1, "Move"));
        var first = registeredAt();
        descriptions.register(described("move", 1, "Move"));

        assertThat(registeredAt()).isEqualTo(first);
    }

    @Test
    void a_description_that_differs_replaces_the_one_of_its_version() {
        descriptions.register(described("move", 1, "Move"));
        descriptions.register(described("move", 1, "Moving"));

        assertThat(descriptions.newest()).containsExactly(described("move", 1, "Moving"));
    }

    @Test
    void what_this_release_cannot_read_is_left_out() {
        descriptions.register(described("move", 1, "Move"));
        database.jdbc()
                .sql("insert into workflow_description (name, version, description) values ('errand', 1, '[1]')")
                .update();

        assertThat(descriptions.newest()).containsExactly(described("move", 1, "Move"));
    }
}
