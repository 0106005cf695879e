package io.spotmanager.workflow.freeze;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * One entry of the record of freezes. The newest one says what counts.
 *
 * @param number rises by one with each entry
 * @param mode what counts since then
 * @param actor who wanted it; {@code service} if the service did so itself
 */
public record Freeze(long number, FreezeMode mode, Instant at, String actor, String reason) {
    /** True if no new command is accepted. */
    public boolean stopsCommands() {
        return mode != FreezeMode.OFF;
    }

    static Freeze of(ResultSet row, int rowNumber) throws SQLException {
        return new Freeze(
                row.getLong("n"),
                FreezeMode.valueOf(row.getString("mode")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("reason"));
    }
}
