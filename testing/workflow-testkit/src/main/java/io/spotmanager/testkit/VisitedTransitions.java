package io.spotmanager.testkit;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One way through the table per line, such as {@code VALIDATED -DONE-> HOST_REMOVED}. */
public final class VisitedTransitions {
    private static final String LINE = "%s -%s-> %s";

    private VisitedTransitions() {}

    /** All that the table describes. */
    public static Set<String> in(TransitionTable table) {
        var lines = new TreeSet<String>();
        table.rows()
                .forEach(row -> row.exits()
                        .forEach((signal, target) -> lines.add(LINE.formatted(row.state(), signal, target))));
        return lines;
    }

    /** All that the histories tell of. */
    public static Set<String> in(JdbcClient database) {
        return database
                .sql("select distinct from_state, event, to_state, detail ->> 'asked_by' as asked_by from audit_entry")
                .query((row, number) -> {
                    var signal = signal(row.getString("event"), row.getString("asked_by"));
                    return signal == null
                            ? ""
                            : LINE.formatted(row.getString("from_state"), signal, row.getString("to_state"));
                })
                .list()
                .stream()
                .filter(line -> !line.isEmpty())
                .map(Objects::requireNonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Null for what is no transition: acceptance, wishes, tries that came to nothing, wishes that came too late. */
    private static @Nullable Signal signal(String event, @Nullable String askedBy) {
        return switch (event) {
            case "DONE", "SKIPPED" -> Signal.DONE;
            case "FAILED" -> Signal.FAILED;
            case "EXHAUSTED" -> Signal.EXHAUSTED;
            case "ESCALATED" -> Signal.ESCALATED;
            case "RETRY", "ROLL_BACK", "SKIP", "ADOPT", "CANCEL" -> askedBy == null ? null : Signal.valueOf(event);
            default -> null;
        };
    }
}
