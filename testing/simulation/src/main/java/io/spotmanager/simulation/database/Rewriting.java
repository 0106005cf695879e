package io.spotmanager.simulation.database;

import java.util.List;

/**
 * Changes statements on their way to the database, to try whether the harness notices.
 *
 * @param first the statement that is sent instead
 * @param then statements that follow in transactions of their own
 */
public record Rewriting(String first, List<String> then) {
    /** Says which statement is sent instead of one of the service. */
    @FunctionalInterface
    public interface Rule {
        Rule NONE = sql -> new Rewriting(sql, List.of());

        Rewriting of(String sql);
    }
}
