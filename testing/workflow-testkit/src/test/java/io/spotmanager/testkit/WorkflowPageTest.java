package io.spotmanager.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.workflow.description.WorkflowDescription.Outcome;
import io.spotmanager.workflow.description.WorkflowTitles;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowPageTest {
    private static final String COMMAND = "mvn test -Dupdate-docs=true";

    private enum State {
        REQUESTED,
        STUCK,
        BROUGHT
    }

    @TempDir
    private Path folder;

    @BeforeEach
    void version_1_is_documented() {
        page(workflow(1, "brought", State.STUCK)).requireInSync(true);
    }

    private WorkflowPage page(Workflow workflow) {
        return new WorkflowPage(workflow, file(), COMMAND);
    }

    private Path file() {
        return folder.resolve("workflows").resolve("errand.md");
    }

    private static Workflow workflow(int version, String title, State failed) {
        return workflow(version, title, failed, ActionDescription.NONE);
    }

    private static Workflow workflow(int version, String title, State failed, ActionDescription actions) {
        // spotless:off
        var table = TransitionTable.named("errand")
                .otherwise(State.STUCK)
                .in(State.REQUESTED, "fetch")
                .on(Signal.DONE,   State.BROUGHT)
                .on(Signal.FAILED, failed)
                .waitingIn(State.STUCK)
                .on(Signal.RETRY,  State.REQUESTED)
                .endingIn(State.BROUGHT);
        // spotless:on
        var titles = WorkflowTitles.of(version, "Errand")
                .in(State.REQUESTED, "fetching")
                .in(State.STUCK, "needs a decision")
                .endingIn(State.BROUGHT, Outcome.SUCCESS, title);
        return new Workflow(table, Map.of("fetch", _ -> new StepOutcome.Done()), actions, titles, Duration.ZERO);
    }

    private static ActionDescription calling(String caption) {
        return new ActionDescription() {
            @Override
            public Optional<Effect> effect(Situation situation, Signal action, String target) {
                return Optional.of(new Effect(caption, "does it", null));
            }

            @Override
            public Optional<Recommendation> recommended(Situation situation) {
                return Optional.empty();
            }
        };
    }

    private void asksForVersion2(Workflow changed) throws IOException {
        var before = Files.readString(file());

        for (var update : new boolean[] {false, true}) {
            assertThatThrownBy(() -> page(changed).requireInSync(update))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(
                            "The description of the workflow errand has changed, but its version is still 1.")
                    .hasMessageContaining("Raise the version in its titles to 2, then run: " + COMMAND);
        }

        assertThat(file()).content().isEqualTo(before);
    }

    @Test
    void an_unchanged_workflow_asks_for_nothing() {
        assertThatCode(() -> page(workflow(1, "brought", State.STUCK)).requireInSync(false))
                .doesNotThrowAnyException();
    }

    @Test
    void a_changed_title_asks_for_a_new_version_and_the_page_is_not_written_without_one() throws IOException {
        asksForVersion2(workflow(1, "was brought", State.STUCK));
    }

    @Test
    void so_does_a_transition_that_leads_elsewhere() throws IOException {
        asksForVersion2(workflow(1, "brought", State.BROUGHT));
    }

    @Test
    void so_does_another_caption_of_an_action() throws IOException {
        asksForVersion2(workflow(1, "brought", State.STUCK, calling("Fetch it again")));
    }

    @Test
    void a_new_version_asks_to_have_the_page_written_anew() {
        var changed = workflow(2, "was brought", State.STUCK);
        assertThatThrownBy(() -> page(changed).requireInSync(false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("written anew by: " + COMMAND);

        page(changed).requireInSync(true);

        assertThat(file()).content().contains("\nVersion 2, fingerprint `");
        assertThatCode(() -> page(changed).requireInSync(false)).doesNotThrowAnyException();
    }
}
