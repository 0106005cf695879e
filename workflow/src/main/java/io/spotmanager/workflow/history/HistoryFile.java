package io.spotmanager.workflow.history;

import io.spotmanager.workflow.audit.AuditEntry;
import io.spotmanager.workflow.audit.AuditVerification.Report;
import io.spotmanager.workflow.audit.ChainWalk;
import io.spotmanager.workflow.audit.Checkpoint;
import io.spotmanager.workflow.audit.CheckpointWalk;
import io.spotmanager.workflow.history.HistoryLine.OperationEnd;
import io.spotmanager.workflow.history.HistoryLine.Totals;
import io.spotmanager.workflow.operation.KernelJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Verifies an exported history line by line; keeps in memory what the checkpoints saw and the end of each chain. */
final class HistoryFile {
    private record Seen(long checkpoint, int seq, String hash) {}

    private final ChainWalk chains = new ChainWalk();
    private final CheckpointWalk checkpoints;
    private final Map<UUID, List<Seen>> seen = new HashMap<>();
    private final Map<UUID, AuditEntry> ends = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private long rows;
    private @Nullable Totals end;

    private HistoryFile(Collection<String> trusted) {
        this.checkpoints = new CheckpointWalk(trusted);
    }

    /** @param trusted public keys that checkpoints may be signed with, base64; none for any */
    static Report verify(Stream<String> lines, Collection<String> trusted) {
        var file = new HistoryFile(trusted);
        lines.forEach(file::next);
        return file.report();
    }

    private void next(String text) {
        try {
            var line = KernelJson.MAPPER.readValue(text, HistoryLine.class);
            Optional.ofNullable(line.checkpoint()).ifPresent(this::see);
            Optional.ofNullable(line.entry()).ifPresent(this::see);
            Optional.ofNullable(line.operation()).ifPresent(this::see);
            end = line.end();
        } catch (JacksonException e) {
            findings.add("a line of the file cannot be read: " + e.getOriginalMessage());
        }
    }

    private void see(Checkpoint checkpoint) {
        if (checkpoints.next(checkpoint)) {
            checkpoint
                    .parsedHeads()
                    .forEach(head -> seen.computeIfAbsent(head.operationId(), id -> new ArrayList<>())
                            .add(new Seen(checkpoint.n(), head.seq(), head.hash())));
        }
    }

    private void see(AuditEntry entry) {
        chains.next(entry);
        ends.put(entry.operationId(), entry);
        Optional.ofNullable(seen.get(entry.operationId()))
                .ifPresent(heads -> heads.removeIf(
                        head -> head.seq() == entry.seq() && head.hash().equals(entry.hash())));
    }

    private void see(OperationEnd row) {
        rows++;
        var last = ends.get(row.id());
        if (last == null
                || last.seq() != row.seq()
                || !last.hash().equals(row.hash())
                || !last.what().toState().equals(row.state())) {
            findings.add("operation %s says its history ends with entry %d, the history ends with %s"
                    .formatted(row.id(), row.seq(), last == null ? "none" : last.seq()));
        }
    }

    private Report report() {
        var all = new ArrayList<>(chains.findings());
        all.addAll(findings);
        all.addAll(checkpoints.findings());
        seen.forEach((operation, heads) ->
                heads.forEach(head -> all.add(CheckpointWalk.gone(head.checkpoint(), operation, head.seq()))));
        var covered = checkpoints.report();
        var found = new Totals(covered.count(), chains.entries(), rows);
        if (!found.equals(end)) {
            all.add("the file is not complete: it should end with its totals %s and %s"
                    .formatted(found, end == null ? "has none" : "names " + end));
        }
        return Report.of(chains.operations(), chains.entries(), covered, all);
    }
}
