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

/** Compares what a row says with what its entries tell, column by column; each difference is a finding. */
final class RowProof {
    /** Columns that never change after acceptance. */
    private static final List<String> COMMAND =
            List.of("kind", "subject", "request", "requested_by", "reason", "batch_id");

    private static final List<String> PROGRESS = List.of("open", "facts", "actions", "cause", "asked");

    /** The row's times are the database's, those of entries are their writers': they differ by this much at most. */
    static final Duration APART = Duration.ofMinutes(2);

    private static final int LONGEST_VALUE = 120;

    private static final Comparator<JsonNode> LEAVES = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final Findings findings;
    private final Map<String, Long> unproven = new TreeMap<>();

    RowProof(Findings findings) {
        this.findings = findings;
    }

    /** Columns that the entries of some operations do not hold, and of how many operations. */
    Map<String, Long> unproven() {
        return unproven;
    }

    /** An export of an earlier release holds no columns. */
    void cannotCompare() {
        unproven.merge("row", 1L, Long::sum);
    }

    void compare(OperationRow row, JsonNode columns, ReplayedRow told) {
        row.unreadable().forEach(column -> {
            var value = told.column(column);
            findings.add(
                    "operation %s: %s cannot be read, its entries say %s",
                    row.id(), column, value == null ? "nothing of it" : shortened(value.toString()));
        });
        COMMAND.forEach(column -> compare(row, column, columns, told.column(column)));
        compareTime(row, "created_at", columns, told.createdAt());
        if (row.head().equals(told.head())) {
            PROGRESS.forEach(column -> compare(row, column, columns, told.column(column)));
            compareCounts(row, columns, told);
            compareTime(row, "entered_at", columns, told.enteredAt());
            compareTime(row, "updated_at", columns, told.updatedAt());
            var toldOpen = told.column("open");
            var open = toldOpen == null ? isOpen(columns) : toldOpen.asBoolean(true);
            compareTime(row, "ended_at", columns, open ? null : told.updatedAt());
        }
    }

    static boolean isOpen(JsonNode columns) {
        return columns.path("open").asBoolean(true);
    }

    private void compare(OperationRow row, String column, JsonNode columns, @Nullable JsonNode told) {
        if (row.unreadable().contains(column)) {
            return;
        }
        var said = columns.path(column);
        if (told == null) {
            unproven.merge(column, 1L, Long::sum);
        } else if (said.isMissingNode() || !said.equals(LEAVES, told)) {
            differs(row, column, said, told);
        }
    }

    /** An open operation is claimed, and its attempts are counted, without an entry; both only rise. */
    private void compareCounts(OperationRow row, JsonNode columns, ReplayedRow told) {
        var fence = columns.path("fence").asLong(-1);
        var open = isOpen(columns);
        var closedUnderAClaim = !open && (told.lastFence() > 0 || told.highestFence() == 0);
        if (fence < told.highestFence() || closedUnderAClaim && fence != told.highestFence()) {
            differs(row, "fence", columns.path("fence"), told.highestFence());
        }
        var toldAttempt = told.column("attempt");
        if (toldAttempt == null) {
            unproven.merge("attempt", 1L, Long::sum);
            return;
        }
        var attempt = columns.path("attempt").asLong(-1);
        var claims = open ? fence - told.highestFence() + 1 : 0; // each claim may have ended without an entry
        var least = toldAttempt.asLong(Long.MAX_VALUE); // an entry's detail may say anything
        if (attempt < least || attempt > least + Math.max(claims, 0)) {
            differs(row, "attempt", columns.path("attempt"), toldAttempt);
        }
    }

    private void compareTime(OperationRow row, String column, JsonNode columns, @Nullable Instant told) {
        var said = columns.path(column);
        if (told == null ? !said.isNull() : !isAbout(said, told)) {
            differs(row, column, said, told == null ? "null" : told);
        }
    }

    private static boolean isAbout(JsonNode said, Instant told) {
        try {
            var time = OffsetDateTime.parse(said.asString("")).toInstant();
            return Duration.between(time, told).abs().compareTo(APART) <= 0;
        } catch (DateTimeException | ArithmeticException e) {
            return false; // 'infinity', for example
        }
    }

    private void differs(OperationRow row, String column, JsonNode said, Object told) {
        findings.add(
                "operation %s: %s is %s, its entries say %s",
                row.id(), column, shortened(said.toString()), shortened(told.toString()));
    }

    private static String shortened(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
