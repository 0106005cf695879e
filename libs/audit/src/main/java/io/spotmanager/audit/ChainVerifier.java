package io.spotmanager.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Verifies the hashes and replays the rows, operation by operation: first its entries, then its row. Keeps one operation in memory.
 * Exports of earlier releases have all rows at their end; for a file it keeps the end of each history that has no row yet.
 */
public final class ChainVerifier {
    private record End(AuditHead head, String state, int entries) {}

    /** What was seen so far, to continue with where an operation ended. */
    record State(
            long operations,
            long entries,
            long rows,
            Map<String, Long> unproven,
            List<LeftStates.Known> states,
            FutureEntries.State future) {
        static final State NONE = new State(0, 0, 0, Map.of(), List.of(), FutureEntries.State.NONE);
    }

    private final Findings findings;
    private final RowProof proof;
    private final LeftStates leftStates;
    private final FutureEntries future;
    private final Map<UUID, End> ends = new HashMap<>();
    private final boolean rowsFollow;
    private @Nullable UUID current;
    private ReplayedRow replayed = new ReplayedRow();
    private long operations;
    private long entries;
    private long rows;
    private int entriesOfCurrent;

    /** @param readAt when the history was read from the database; later entries are findings */
    public ChainVerifier(Findings findings, Instant readAt) {
        this(findings, readAt, State.NONE, false);
    }

    private ChainVerifier(Findings findings, Instant readAt, State before, boolean rowsFollow) {
        this.findings = findings;
        this.proof = new RowProof(findings, before.unproven());
        this.leftStates = new LeftStates(findings, before.states());
        this.future = new FutureEntries(readAt, before.future());
        this.operations = before.operations();
        this.entries = before.entries();
        this.rows = before.rows();
        this.rowsFollow = rowsFollow;
    }

    /** Returns one for a reader that hands over each row after its entries, so that nothing of an operation is kept. */
    static ChainVerifier ofRowsThatFollow(Findings findings, Instant readAt, State before) {
        return new ChainVerifier(findings, readAt, before, true);
    }

    /** Ends the operation that was read last. */
    State state() {
        leave();
        return new State(operations, entries, rows, Map.copyOf(unproven()), leftStates.known(), future.state());
    }

    public void next(AuditEntry entry) {
        if (!entry.operationId().equals(current)) {
            leave();
            current = entry.operationId();
            operations++;
        }
        entries++;
        entriesOfCurrent++;
        var head = replayed.head();
        if (entry.seq() != head.seq() + 1) {
            findings.add("operation %s: entry %d follows entry %d", entry.operationId(), entry.seq(), head.seq());
        }
        if (!entry.follows(head.hash())) {
            findings.add("operation %s: entry %d does not match its hash", entry.operationId(), entry.seq());
        }
        if (!replayed.next(entry)) {
            findings.add("operation %s: the detail of entry %d cannot be read", entry.operationId(), entry.seq());
        }
        future.next(entry);
        leftStates.left(replayed.text("kind"), entry.what());
    }

    public void next(OperationRow row) {
        rows++;
        var columns = row.columns();
        if (columns == null) {
            proof.cannotCompare();
        }
        if (row.id().equals(current)) {
            compare(row, replayed.head(), replayed.text("state"));
            if (columns != null) {
                prove(row, columns);
            }
            begin();
            return;
        }
        if (rowsFollow) {
            leave();
        }
        var end = ends.remove(row.id());
        compare(row, end == null ? AuditHead.NONE : end.head(), end == null ? "" : end.state());
        if (columns != null && end != null) {
            findings.add("operation %s: its row does not follow its entries, so it is not compared", row.id());
        }
    }

    private void prove(OperationRow row, JsonNode columns) {
        proof.compare(row, columns, replayed);
        if (replayed.column("open") == null && !RowProof.isOpen(columns)) {
            leftStates.closed(replayed.text("kind"), replayed.text("state"), row.id());
        }
    }

    private void compare(OperationRow row, AuditHead end, String state) {
        if (!row.head().equals(end)) {
            findings.add(
                    "operation %s says its history ends with entry %d, the history ends with %s",
                    row.id(), row.head().seq(), end.seq() == 0 ? "none" : end.seq());
        } else if (!row.state().equals(state)) {
            findings.add("operation %s: state is \"%s\", its entries say \"%s\"", row.id(), row.state(), state);
        }
    }

    private void leave() {
        if (current != null && rowsFollow) {
            hasNoRow(current, entriesOfCurrent);
        } else if (current != null) {
            ends.put(current, new End(replayed.head(), replayed.text("state"), entriesOfCurrent));
        }
        begin();
    }

    private void begin() {
        current = null;
        replayed = new ReplayedRow();
        entriesOfCurrent = 0;
    }

    /** Called after the last row. */
    public void end() {
        leave();
        ends.forEach((operation, end) -> hasNoRow(operation, end.entries()));
        leftStates.end();
        future.finding().ifPresent(findings::add);
    }

    private void hasNoRow(UUID operation, int count) {
        findings.add("operation %s has a history of %d entries and no row", operation, count);
    }

    /** Returns the columns that some histories do not hold, with the number of those operations. */
    public Map<String, Long> unproven() {
        return proof.unproven();
    }

    public long operations() {
        return operations;
    }

    public long entries() {
        return entries;
    }

    public long rows() {
        return rows;
    }
}
