package io.spotmanager.audit.export;

import io.spotmanager.audit.ArchiveVerifier;
import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.ChainVerifier;
import io.spotmanager.audit.Checkpoint;
import io.spotmanager.audit.Checkpoint.Head;
import io.spotmanager.audit.CheckpointGap;
import io.spotmanager.audit.CheckpointVerifier;
import io.spotmanager.audit.CheckpointVerifier.Worth;
import io.spotmanager.audit.Findings;
import io.spotmanager.audit.Json;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.audit.export.HistoryLine.Gone;
import io.spotmanager.audit.export.HistoryLine.OperationEnd;
import io.spotmanager.audit.export.HistoryLine.Part;
import io.spotmanager.audit.export.HistoryLine.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Verifies an exported history line by line; keeps the heads of the checkpoints in memory. */
final class ExportVerifier {
    private static final JsonMapper EXACT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private record Seen(long checkpoint, int seq, String hash) {}

    private final VerificationRules rules;
    private final EndOfFile endOfFile;
    private final Instant clock;
    private final @Nullable CheckpointGap gap;
    private final Findings findings = new Findings();
    private final ChainVerifier history;
    private final CheckpointVerifier checkpoints;
    private final Map<UUID, List<Seen>> seen = new HashMap<>();
    private final Map<UUID, Integer> covered = new HashMap<>();
    private final Map<UUID, Integer> left = new HashMap<>();
    private final Set<UUID> present = new HashSet<>();
    private final ArchiveVerifier archives;
    private @Nullable Part part;
    private boolean checkpointsBegan;
    private @Nullable Totals end;

    private ExportVerifier(VerificationRules rules, @Nullable Instant exportedAt, Instant clock) {
        this.rules = rules;
        this.clock = clock;
        this.checkpoints = new CheckpointVerifier(rules, findings);
        this.archives = new ArchiveVerifier(rules, findings);
        this.endOfFile = new EndOfFile(exportedAt, clock);
        this.history = new ChainVerifier(findings, endOfFile.readAt());
        this.gap = rules.trusted().isEmpty() ? null : new CheckpointGap();
        endOfFile.finding().ifPresent(findings::add);
    }

    /** Returns the totals of the last line, which the verification needs before it begins; empty if there are none. */
    static Optional<Totals> totals(String lastLine) {
        try {
            return Optional.ofNullable(EXACT.readValue(lastLine, HistoryLine.class))
                    .map(HistoryLine::end);
        } catch (JacksonException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Begins a verification.
     *
     * @param exportedAt as {@link Totals} say; null in exports of earlier releases
     * @param clock the local time
     */
    static Report verify(Stream<String> lines, VerificationRules rules, @Nullable Instant exportedAt, Instant clock) {
        var file = new ExportVerifier(rules, exportedAt, clock);
        lines.forEach(file::next);
        return file.report();
    }

    private void next(String text) {
        try {
            var line = EXACT.readValue(text, HistoryLine.class);
            part = line.part() == null ? part : line.part();
            Optional.ofNullable(line.archive()).ifPresent(archive -> archives.next(archive, endOfFile.readAt()));
            Optional.ofNullable(line.gone()).ifPresent(this::see);
            Optional.ofNullable(line.checkpoint()).ifPresent(this::see);
            Optional.ofNullable(line.entry()).ifPresent(this::see);
            Optional.ofNullable(line.operation())
                    .map(OperationEnd::operationRow)
                    .ifPresent(history::next);
            end = line.end();
        } catch (JacksonException e) {
            findings.add("a line of the file cannot be read: " + e.getOriginalMessage());
        } catch (RuntimeException e) { // a changed file may hold anything
            findings.add("a line of the file cannot be read: " + e.getMessage());
        }
    }

    private void see(Gone operation) {
        archives.next(new Head(operation.id(), operation.seq(), operation.hash()));
        left.merge(operation.id(), operation.seq(), Math::max);
    }

    private void see(Checkpoint checkpoint) {
        if (part != null && !checkpointsBegan) {
            checkpoints.beginBefore(checkpoint);
        }
        checkpointsBegan = true;
        var worth = checkpoints.next(checkpoint, endOfFile.readAt());
        endOfFile.includes(checkpoint.writtenAt());
        if (worth == Worth.BROKEN) {
            return;
        }
        checkpoint.parsedHeads().forEach(head -> {
            seen.computeIfAbsent(head.operationId(), id -> new ArrayList<>())
                    .add(new Seen(checkpoint.n(), head.seq(), head.hash()));
            if (worth == Worth.VERIFIED) {
                covered.merge(head.operationId(), head.seq(), Math::max);
            }
        });
    }

    private void see(AuditEntry entry) {
        history.next(entry);
        endOfFile.includes(entry.at());
        var id = entry.operationId();
        present.add(id);
        Optional.ofNullable(seen.get(id))
                .ifPresent(heads -> heads.removeIf(
                        head -> head.seq() == entry.seq() && head.hash().equals(entry.hash())));
        if (gap != null && entry.seq() > covered.getOrDefault(id, 0)) {
            gap.next(entry);
        }
    }

    /** Of a part the others are elsewhere; what an archive has, has left. */
    private boolean mustBeThere(UUID operation, Seen head) {
        return head.seq() > left.getOrDefault(operation, 0) && (part == null || present.contains(operation));
    }

    private Report report() {
        history.end();
        archives.end();
        seen.forEach((operation, heads) -> heads.stream()
                .filter(head -> mustBeThere(operation, head))
                .forEach(head -> findings.add(CheckpointVerifier.gone(head.checkpoint(), operation, head.seq()))));
        if (gap != null) {
            endOfFile.missing(gap, rules).ifPresent(findings::add);
        }
        var covers = checkpoints.end(endOfFile.readAt());
        var found = new Totals(covers.count(), history.entries(), history.rows(), end == null ? null : end.at());
        if (!found.equals(end)) {
            findings.add("the file is not complete: it should end with its totals %s and %s"
                    .formatted(found, end == null ? "has none" : "names " + end));
        }
        var notes = new ArrayList<>(endOfFile.notes(gap, rules));
        notes.addAll(archives.notes());
        if (part != null) {
            notes.add("""
                    The file is a part of the history: the operations of %s that have left it. Whether it is the file that was sealed, its SHA-256 in the archive of the \
                    database says.""".formatted(part.month()));
        }
        checkpoints
                .endedSince(endOfFile.readAt(), clock)
                .forEach(key -> notes.add("""
                The file says that it was exported at %s, when the key %s was in use. Whoever has that key today can have made it: \
                only what a later export has as well is proven.""".formatted(endOfFile.readAt(), key)));
        return Report.of(rules, history, covers, findings, notes);
    }
}
