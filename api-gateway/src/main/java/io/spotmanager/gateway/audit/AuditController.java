package io.spotmanager.gateway.audit;

import io.spotmanager.audit.VerificationJob;
import io.spotmanager.audit.export.HistoryExport;
import io.spotmanager.gateway.outcomes.WaitPreference;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Verification and export of the complete history. */
@RestController
@Tag(name = "Audit")
class AuditController {
    private final VerificationJob verification;
    private final HistoryExport export;
    private final SecurityLog log;
    private final InstantSource clock;
    private final FreshVerification fresh;

    AuditController(VerificationJob verification, HistoryExport export, SecurityLog log, InstantSource clock) {
        this.log = log;
        this.verification = verification;
        this.export = export;
        this.clock = clock;
        this.fresh = new FreshVerification(verification, clock);
    }

    /**
     * Has the history verified if that takes less than ten seconds, and returns the latest result and how far a running verification has come.
     * {@code Prefer: wait=N} waits for another time, {@code wait=0} only reads.
     */
    @GetMapping("/api/audit/verification")
    @Operation(operationId = "historyVerification", summary = "Read the latest verification of the history")
    HistoryVerification verification(Principal user, HttpServletRequest request) {
        var wait = WaitPreference.of(Collections.list(request.getHeaders("Prefer")));
        fresh.await(user.getName(), wait.orElse(FreshVerification.USUAL));
        return known();
    }

    private HistoryVerification known() {
        return HistoryVerification.of(verification.latest(), verification.running(), clock.instant());
    }

    /** Starts a verification, or joins the running one. Does not wait for it. */
    @PostMapping("/api/audit/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(operationId = "verifyHistory", summary = "Verify the history")
    HistoryVerification verify(Principal user) {
        verification.start(user.getName());
        return known();
    }

    /** JSON lines; the duration grows with the history. {@code ./spot verify-history} can verify the file offline. */
    @GetMapping(path = "/api/audit/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(operationId = "exportHistory", summary = "Export the history")
    void export(Principal user, HttpServletResponse response) throws IOException {
        log.done(SecurityEventKind.EXPORTED, user.getName(), Map.of("what", "history"));
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"history.jsonl\"");
        export.writeTo(response.getWriter());
    }
}
