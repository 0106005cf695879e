package io.spotmanager.gateway.audit;

import io.spotmanager.audit.AuditVerification;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.audit.export.HistoryExport;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verification and export of the complete history. Both read every entry, so their duration grows with the history. */
@RestController
@Tag(name = "Audit")
class AuditController {
    private final AuditVerification verification;
    private final VerificationRules rules;
    private final HistoryExport export;
    private final SecurityLog log;

    AuditController(AuditVerification verification, VerificationRules rules, HistoryExport export, SecurityLog log) {
        this.log = log;
        this.verification = verification;
        this.rules = rules;
        this.export = export;
    }

    /**
     * Recomputes every hash, compares each operation with its entries, and verifies the checkpoints against the configured keys.
     * Reads every entry, so the duration grows with the history.
     */
    @GetMapping("/api/audit/verification")
    @Operation(operationId = "verifyHistory", summary = "Verify the history")
    AuditVerification.Report verify() {
        return verification.verify(rules);
    }

    /** JSON lines. {@code ./spot verify-history} can verify the file offline. */
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
