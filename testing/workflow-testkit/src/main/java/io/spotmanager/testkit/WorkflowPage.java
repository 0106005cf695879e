package io.spotmanager.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.description.WorkflowDescription;
import io.spotmanager.workflow.machine.MermaidDiagram;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.step.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The page of the documentation that shows a workflow: its diagram, and its table as people read it. The page also carries the
 * version of the workflow and a fingerprint of what that version describes, so that nobody can change one without the other.
 */
public final class WorkflowPage {
    private static final Pattern STAMP = Pattern.compile("(?m)^Version (\\d+), fingerprint `([0-9a-f]+)`\\.$");
    private static final int FINGERPRINT_BYTES = 8;

    private record Stamp(int version, String fingerprint) {}

    private final Workflow workflow;
    private final Path page;
    private final String command;
    private final Stamp stamp;

    /** @param command writes the page anew; named in complaints */
    WorkflowPage(Workflow workflow, Path page, String command) {
        this.workflow = workflow;
        this.page = page;
        this.command = command;
        var description = workflow.description();
        this.stamp = new Stamp(description.version(), fingerprint(description, workflow.table()));
    }

    /**
     * Requires that the documentation shows the workflow as it is, and that a changed workflow has a new version. With
     * {@code -Dupdate-docs=true} writes the page anew, but never for a changed workflow of an old version.
     *
     * @param test named in complaints as the one to run for that
     */
    public static void requireInSync(Workflow workflow, Class<?> test) {
        var module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        new WorkflowPage(
                        workflow,
                        module.resolve("../docs/workflows/%s.md".formatted(workflow.name()))
                                .normalize(),
                        "mvn -pl %s -am test -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dupdate-docs=true"
                                .formatted(module.getFileName(), test.getSimpleName()))
                .requireInSync(Boolean.getBoolean("update-docs"));
    }

    void requireInSync(boolean update) {
        stampOfPage().ifPresent(this::requireNewVersionSince);
        if (update) {
            write();
        }
        assertThat(page).as("written anew by: " + command).exists().content().isEqualTo(text());
    }

    private Optional<Stamp> stampOfPage() {
        if (Files.notExists(page)) {
            return Optional.empty();
        }
        try {
            var found = STAMP.matcher(Files.readString(page));
            return found.find()
                    ? Optional.of(new Stamp(Integer.parseInt(found.group(1)), found.group(2)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireNewVersionSince(Stamp before) {
        if (!stamp.fingerprint().equals(before.fingerprint()) && stamp.version() <= before.version()) {
            throw new AssertionError("""
                    The description of the workflow %s has changed, but its version is still %d. Workers and boards of two releases \
                    would show different things under one version. Raise the version in its titles to %d, then run: %s\
                    """.formatted(workflow.name(), stamp.version(), before.version() + 1, command));
        }
    }

    /** Of all that the description and the table say, without the version. */
    private static String fingerprint(WorkflowDescription description, TransitionTable table) {
        var unversioned = new WorkflowDescription(
                description.name(),
                0,
                description.title(),
                description.initialState(),
                description.firstActions(),
                description.happyPath(),
                description.states(),
                description.route());
        var said = Json.MAPPER.writeValueAsString(List.of(unversioned, table.rows()));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void write() {
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        var table = workflow.table();
        var text = new StringBuilder("# The workflow `%s`\n".formatted(table.workflow()));
        text.append("""

                Version %d, fingerprint `%s`.

                Generated from the workflow in the code. A test fails when the two differ, or when states, titles, steps, actions, captions or
                transitions change without a new version. `-Dupdate-docs=true` makes it write this page anew.

                ```mermaid
                """.formatted(stamp.version(), stamp.fingerprint()));
        text.append(MermaidDiagram.of(table));
        text.append("""
                ```

                A step ends *done* (the work is done and was seen done, or was done already), *failed* (it cannot succeed), *exhausted* (tried as
                often as allowed, without a definite answer) or *escalated* (a person has to look). **Bold** is what an operator may ask for.

                | State | Step | Signal | Leads to |
                |---|---|---|---|
                """);
        for (var row : table.rows()) {
            if (row.isEnd()) {
                text.append("| %s | the end | | |\n".formatted(row.state()));
            }
            row.exits()
                    .forEach((signal, target) -> text.append(
                            "| %s | %s | %s | %s |\n".formatted(row.state(), step(row), word(signal), target)));
        }
        return text.toString();
    }

    private static String step(TransitionTable.Row row) {
        return row.step() == null ? "waits for a person" : row.step();
    }

    private static String word(Signal signal) {
        var word = signal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return signal.byOperator() ? "**%s**".formatted(word) : word;
    }
}
