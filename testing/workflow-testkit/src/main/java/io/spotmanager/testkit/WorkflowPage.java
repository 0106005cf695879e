package io.spotmanager.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.machine.MermaidDiagram;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The page of the documentation that shows a workflow: its diagram, and its table as people read it. */
public final class WorkflowPage {
    private WorkflowPage() {}

    /**
     * Requires that the documentation shows the table as it is; with {@code -Dupdate-docs=true} writes it anew first.
     *
     * @param test named in the complaint, to be run for that
     */
    public static void requireInSync(TransitionTable table, Class<?> test) {
        var page = Path.of(System.getProperty("basedir", ""), "..", "docs", "workflows", table.workflow() + ".md")
                .toAbsolutePath()
                .normalize();
        var wanted = of(table);
        if (Boolean.getBoolean("update-docs")) {
            write(page, wanted);
        }
        assertThat(page)
                .as("written anew by: mvn -pl %s -am test -Dtest=%s -Dupdate-docs=true"
                        .formatted(module(), test.getSimpleName()))
                .exists()
                .content()
                .isEqualTo(wanted);
    }

    private static String module() {
        return String.valueOf(
                Path.of(System.getProperty("basedir", "")).toAbsolutePath().getFileName());
    }

    private static void write(Path page, String text) {
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String of(TransitionTable table) {
        var page = new StringBuilder("# The workflow `%s`\n".formatted(table.workflow()));
        page.append("""

                Generated from the transition table in the code. A test fails when the two differ; `-Dupdate-docs=true` makes it write
                this page anew.

                ```mermaid
                """);
        page.append(MermaidDiagram.of(table));
        page.append("""
                ```

                A step ends *done* (the work is done and was seen done, or was done already), *failed* (it cannot succeed), *exhausted* (tried as
                often as allowed, without a definite answer) or *escalated* (a person has to look). **Bold** is what an operator may ask for.

                | State | Step | Signal | Leads to |
                |---|---|---|---|
                """);
        for (var row : table.rows()) {
            if (row.isEnd()) {
                page.append("| %s | the end | | |\n".formatted(row.state()));
            }
            row.exits()
                    .forEach((signal, target) -> page.append(
                            "| %s | %s | %s | %s |\n".formatted(row.state(), step(row), word(signal), target)));
        }
        return page.toString();
    }

    private static String step(TransitionTable.Row row) {
        return row.step() == null ? "waits for a person" : row.step();
    }

    private static String word(Signal signal) {
        var word = signal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return signal.byOperator() ? "**%s**".formatted(word) : word;
    }
}
