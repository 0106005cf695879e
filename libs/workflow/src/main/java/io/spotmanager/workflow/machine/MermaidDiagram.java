package io.spotmanager.workflow.machine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;

import io.spotmanager.workflow.machine.TransitionTable.Row;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws a transition table as a Mermaid state diagram. */
public final class MermaidDiagram {
    private MermaidDiagram() {}

    public static String of(TransitionTable table) {
        var lines = new StringBuilder("stateDiagram-v2\n");
        lines.append("    [*] --> ").append(table.initial()).append('\n');
        for (var row : table.rows()) {
            if (row.step() != null) {
                lines.append("    %s: %s (%s)\n".formatted(row.state(), row.state(), row.step()));
            }
            arrows(row)
                    .forEach((target, signals) ->
                            lines.append("    %s --> %s: %s\n".formatted(row.state(), target, signals)));
            if (row.isEnd()) {
                lines.append("    %s --> [*]\n".formatted(row.state()));
            }
        }
        return lines.toString();
    }

    private static Map<String, String> arrows(Row row) {
        return row.exits().entrySet().stream()
                .collect(groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        mapping(exit -> exit.getKey().name().toLowerCase(java.util.Locale.ROOT), joining(", "))));
    }
}
