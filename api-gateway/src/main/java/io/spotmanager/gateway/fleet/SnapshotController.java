package io.spotmanager.gateway.fleet;

import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceDoubts;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The age of the snapshot, and its refresh. */
@RestController
@Tag(name = "Fleet")
class SnapshotController {
    /** @param generation the generation before the refresh; an event announces the new one */
    record Refreshing(long generation) {}

    /**
     * @param generation the generation before the refresh
     * @param success always true: what fails is a problem
     * @param message what happens now
     */
    record FormerRefreshing(long generation, boolean success, String message) {}

    /**
     * @param source the source whose list is doubted, such as `servers`
     * @param reason why it is right; stored
     */
    record AcceptBody(
            @NotBlank(message = "must be the name of a source, from GET /api/snapshot")
            @Size(max = 60, message = "must be the name of a source, from GET /api/snapshot")
            String source,

            @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
            String reason) {
        private static final String REASON = "must say why the cloud has so few, in 1 to 2000 characters: it is stored";
    }

    private static final Logger log = LoggerFactory.getLogger(SnapshotController.class);

    private final SnapshotStatusRepository status;
    private final RefreshService refreshes;
    private final SourceDoubts doubts;
    private final TransactionTemplate transactions;
    private final SecurityLog record;

    SnapshotController(
            SnapshotStatusRepository status,
            RefreshService refreshes,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SecurityLog record) {
        this.status = status;
        this.refreshes = refreshes;
        this.doubts = new SourceDoubts(jdbc);
        this.transactions = new TransactionTemplate(transactions);
        this.record = record;
    }

    /** When each source was read, and the error of each source that could not be read. */
    @GetMapping("/api/snapshot")
    @Operation(operationId = "getSnapshot", summary = "Read the age of the snapshot")
    SnapshotView snapshot() {
        return SnapshotView.of(status.read());
    }

    /**
     * Accepts that a list shows much less than before, which is not believed by itself. The next read takes it, unless it then shows much
     * less than what was accepted.
     */
    @PostMapping("/api/snapshot/accept")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "acceptSource", summary = "Accept a list that shows much less than before")
    @ErrorResponses(ProblemType.NOT_FOUND)
    Refreshing accept(@Valid @RequestBody AcceptBody body, Principal user) {
        var shows = transactions.execute(transaction -> acceptAndRecord(body, user.getName()));
        log.info("{} accepted that the source {} shows {}: {}", user.getName(), body.source(), shows, body.reason());
        return new Refreshing(refreshes.request());
    }

    /** The security log has it, because it decides what everybody sees, and cannot lack it. */
    private String acceptAndRecord(AcceptBody body, String user) {
        var shows = doubts.accept(body.source(), user, body.reason())
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "Nothing was done. No list of the source %s is doubted now. GET /api/snapshot has the doubt about each source."
                                .formatted(body.source())));
        record.done(
                SecurityEventKind.LIST_ACCEPTED,
                user,
                Map.of("source", body.source(), "shows", shows, "reason", body.reason()));
        return shows;
    }

    /** Returns at once. Requests during a refresh share the next one. */
    @PostMapping("/api/refresh")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "refresh", summary = "Refresh the snapshot")
    Refreshing refresh() {
        return new Refreshing(refreshes.request());
    }

    /** The same for scripts of the former tool, which waited for the read; this does not. */
    @PostMapping("/api/refresh-all-data")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "refreshAllData", summary = "Refresh the snapshot, as the former tool did")
    FormerRefreshing refreshAllData() {
        return new FormerRefreshing(
                refreshes.request(),
                true,
                "A new read is requested; GET /api/snapshot has the generation that it brings.");
    }
}
