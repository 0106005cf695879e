package io.spotmanager.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares a row with the row that was replayed from its entries; each differing column is a finding. */
final class RowProof {
    /** Columns that never change after acceptance. */
    private static final List<String> COMMAND =
            List.of("kind", "subject", "request", "requested_by", "reason", "batch_id");

    private static final List<String> PROGRESS = List.of("open", "facts", "actions", "cause", "asked");

    /** The largest accepted difference: rows have times of the database, entries those of their writers. */
    static final Duration APART = Duration.ofMinutes(2);

    private static final int LONGEST_VALUE = 120;

    private static final Comparator<JsonNode> LEAVES = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final Findings findings;
    private final Map<String, Long> unproven;

    /** @param before what was not proven so far */
    RowProof(Findings findings, Map<String, Long> before) {
        this.findings = findings;
        this.unproven = new TreeMap<>(before);
    }

    /** Returns the columns that some histories do not hold, with the number of those operations. */
    Map<String, Long> unproven() {
        return unproven;
    }

    /** Exports of earlier releases have no columns. */
    void cannotCompare() {
        unproven.merge("row", 1L, Long::sum);
    }

    void compare(OperationRow row, JsonNode columns, ReplayedRow replayed) {
        row.unreadable().forEach(column -> {
            var value = replayed.column(column);
            findings.add(
                    "operation %s: %s cannot be read, its entries say %s",
                    row.id(), column, value == null ? "nothing of it" : shortened(value.toString()));
        });
        COMMAND.forEach(column -> compare(row, column, columns, replayed.column(column)));
        compareTime(row, "created_at", columns, replayed.createdAt());
        if (row.head().equals(replayed.head())) {
            PROGRESS.forEach(column -> compare(row, column, columns, replayed.column(column)));
            compareCounts(row, columns, replayed);
            compareTime(row, "entered_at", columns, replayed.enteredAt());
            compareTime(row, "updated_at", columns, replayed.updatedAt());
            var replayedOpen = replayed.column("open");
            var open = replayedOpen == null ? isOpen(columns) : replayedOpen.asBoolean(true);
            compareTime(row, "ended_at", columns, open ? null : replayed.updatedAt());
        }
    }

    static boolean isOpen(JsonNode columns) {
        return columns.path("open").asBoolean(true);
    }

    private void compare(OperationRow row, String column, JsonNode columns, @Nullable JsonNode replayed) {
        if (row.unreadable().contains(column)) {
            return;
        }
        var actual = columns.path(column);
        if (replayed == null) {
            unproven.merge(column, 1L, Long::sum);
        } else if (actual.isMissingNode() || !actual.equals(LEAVES, replayed)) {
            differs(row, column, actual, replayed);
        }
    }

    /** Claims and attempts of an open operation have no entries; both numbers only rise. */
    private void compareCounts(OperationRow row, JsonNode columns, ReplayedRow replayed) {
        var fence = columns.path("fence").asLong(-1);
        var open = isOpen(columns);
        var closedUnderAClaim = !open && (replayed.lastFence() > 0 || replayed.highestFence() == 0);
        if (fence < replayed.highestFence() || closedUnderAClaim && fence != replayed.highestFence()) {
            differs(row, "fence", columns.path("fence"), replayed.highestFence());
        }
        var replayedAttempt = replayed.column("attempt");
        if (replayedAttempt == null) {
            unproven.merge("attempt", 1L, Long::sum);
            return;
        }
        var attempt = columns.path("attempt").asLong(-1);
        var claims = open ? fence - replayed.highestFence() + 1 : 0; // each claim may have ended without an entry
        var least = replayedAttempt.asLong(Long.MAX_VALUE); // the detail may hold any value
        if (attempt < least || attempt > least + Math.max(claims, 0)) {
            differs(row, "attempt", columns.path("attempt"), replayedAttempt);
        }
    }

    private void compareTime(OperationRow row, String column, JsonNode columns, @Nullable Instant replayed) {
        var actual = columns.path(column);
        if (replayed == null ? !actual.isNull() : !isAbout(actual, replayed)) {
            differs(row, column, actual, replayed == null ? "null" : replayed);
        }
    }

    private static boolean isAbout(JsonNode actual, Instant replayed) {
        try {
            var time = OffsetDateTime.parse(actual.asString("")).toInstant();
            return Duration.between(time, replayed).abs().compareTo(APART) <= 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false; // 'infinity', for example
        }
    }

    private void differs(OperationRow row, String column, JsonNode actual, Object replayed) {
        findings.add(
                "operation %s: %s is %s, its entries say %s",
                row.id(), column, shortened(actual.toString()), shortened(replayed.toString()));
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
