package io.spotmanager.audit.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditHead;
import io.spotmanager.audit.Checkpoint;
import io.spotmanager.audit.HistoryArchive;
import io.spotmanager.audit.Json;
import io.spotmanager.audit.OperationRow;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One line of an exported history: a JSON object with exactly one of these members. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryLine(
        @Nullable Checkpoint checkpoint,
        @Nullable AuditEntry entry,
        @Nullable OperationEnd operation,
        @Nullable HistoryArchive archive,
        @Nullable Gone gone,
        @Nullable Part part,
        @Nullable Totals end) {
    /** An operation of the archive before it, and how far its history had come. */
    record Gone(UUID id, int seq, String hash) {}

    /**
     * The first line of a file that has only what has left the history.
     *
     * @param month in which its operations were accepted, in UTC
     */
    record Part(String month, long operations) {}

    /**
     * The row of an operation.
     *
     * @param row all its columns; null in exports of earlier releases
     * @param unreadable columns that cannot be parsed and hold their text; null if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OperationEnd(
            UUID id,
            int seq,
            String hash,
            String state,
            @Nullable JsonNode row,
            @Nullable List<String> unreadable) {
        static OperationEnd of(OperationRow row) {
            return new OperationEnd(
                    row.id(),
                    row.head().seq(),
                    row.head().hash(),
                    row.state(),
                    row.columns(),
                    row.unreadable().isEmpty() ? null : row.unreadable());
        }

        /** @throws IllegalArgumentException if the columns contradict the other members */
        OperationRow operationRow() {
            var texts = unreadable == null ? List.<String>of() : unreadable;
            var named = new OperationRow(id, new AuditHead(seq, hash), state, row, texts);
            if (row != null && !OperationRow.of(row, texts).equals(named)) {
                throw new IllegalArgumentException(
                        "the row of operation %s is not the one that its line names".formatted(id));
            }
            return named;
        }
    }

    /**
     * The last line; a truncated file does not have it.
     *
     * @param at when it was exported, by the database's clock; null in exports of earlier releases
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Totals(
            long checkpoints,
            long entries,
            long operations,
            @Nullable Instant at) {}

    static HistoryLine of(Checkpoint checkpoint) {
        return new HistoryLine(checkpoint, null, null, null, null, null, null);
    }

    static HistoryLine of(AuditEntry entry) {
        return new HistoryLine(null, entry, null, null, null, null, null);
    }

    static HistoryLine of(OperationEnd operation) {
        return new HistoryLine(null, null, operation, null, null, null, null);
    }

    static HistoryLine of(Totals end) {
        return new HistoryLine(null, null, null, null, null, null, end);
    }

    static HistoryLine of(HistoryArchive archive) {
        return new HistoryLine(null, null, null, archive, null, null, null);
    }

    static HistoryLine of(Gone gone) {
        return new HistoryLine(null, null, null, null, gone, null, null);
    }

    static HistoryLine of(Part part) {
        return new HistoryLine(null, null, null, null, null, part, null);
    }

    String text() {
        return Json.MAPPER.writeValueAsString(this) + "\n";
    }
}
