package io.spotmanager.gateway.operations;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.audit.AuditTrail;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.gateway.upstream.CloudWords;
import io.spotmanager.workflow.operation.OperationStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One operation as a file, with its history and the proof of it. */
@RestController
@Tag(name = "Operations")
class OperationProof {
    private final OperationStore store;
    private final AuditTrail history;
    private final Waiting waiting;
    private final CallerLimits limits;
    private final UnknownOperations unknown;
    private final SecurityLog log;
    private final InstantSource clock;

    OperationProof(
            OperationStore store,
            AuditTrail history,
            Waiting waiting,
            CallerLimits limits,
            UnknownOperations unknown,
            SecurityLog log,
            InstantSource clock) {
        this.unknown = unknown;
        this.store = store;
        this.history = history;
        this.waiting = waiting;
        this.limits = limits;
        this.log = log;
        this.clock = clock;
    }

    /** The operation with its history, whether that is intact, and what is needed to compute its hashes again. The export is in the security log. */
    @GetMapping("/api/operations/{id}/export")
    @Operation(operationId = "exportOperation", summary = "Export an operation with its proof")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<OperationFile> export(@PathVariable UUID id, Authentication user) {
        var operation = store.find(id).orElseThrow(() -> unknown.problem(id));
        // A step that is saved in between is in the history already, so only what the operation knows of is taken.
        var entries = history.of(id).stream()
                .filter(entry -> entry.seq() <= operation.audit().seq())
                .toList();
        log.done(SecurityEventKind.EXPORTED, user.getName(), Map.of("what", "operation", "operation", id));
        var view = OperationView.of(
                        operation,
                        waiting.among(List.of(operation)),
                        entries.stream().map(HistoryView::of).toList())
                .limited(limits.whyNot(user, operation.command()));
        var readable = CloudWords.areForCurrentUser();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"operation-%s.json\"".formatted(id))
                .body(new OperationFile(
                        clock.instant(), user.getName(), view, !readable, proof(operation, entries, readable)));
    }

    private static OperationFile.Proof proof(
            io.spotmanager.workflow.operation.Operation operation, List<AuditEntry> entries, boolean readable) {
        var problem = problem(operation, entries);
        return new OperationFile.Proof(
                entries.size(),
                operation.audit().hash(),
                problem == null,
                problem,
                readable ? entries.stream().map(AuditEntry::detail).toList() : null);
    }

    private static @Nullable String problem(
            io.spotmanager.workflow.operation.Operation operation, List<AuditEntry> entries) {
        var hash = "";
        var seq = 0;
        for (var entry : entries) {
            if (entry.seq() != seq + 1) {
                return "Entry %d follows entry %d.".formatted(entry.seq(), seq);
            }
            if (!entry.follows(hash)) {
                return "Entry %d does not match its hash.".formatted(entry.seq());
            }
            hash = entry.hash();
            seq = entry.seq();
        }
        return operation.audit().hash().equals(hash) && operation.audit().seq() == seq
                ? null
                : "The operation names entry %d as the last one, and the history ends with %d."
                        .formatted(operation.audit().seq(), seq);
    }
}
