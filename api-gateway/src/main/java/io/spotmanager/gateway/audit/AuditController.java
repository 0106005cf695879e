package io.spotmanager.gateway.audit;

import io.spotmanager.audit.AuditVerification;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.audit.export.HistoryExport;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole history, for those who look after it. Both read every entry once, and take as long as that takes. */
@RestController
@Tag(name = "Audit")
class AuditController {
    private final AuditVerification verification;
    private final VerificationRules rules;
    private final HistoryExport export;

    AuditController(AuditVerification verification, VerificationRules rules, HistoryExport export) {
        this.verification = verification;
        this.rules = rules;
        this.export = export;
    }

    /**
     * Recomputes every hash, compares each operation with what its entries say, and counts the checkpoints of configured keys
     * alone. Reads every entry once, and takes as long as that takes.
     */
    @GetMapping("/api/audit/verification")
    @Operation(operationId = "verifyHistory", summary = "Verify the whole history")
    AuditVerification.Report verify() {
        return verification.verify(rules);
    }

    /** JSON lines that {@code ./spot verify-history} verifies anywhere. */
    @GetMapping(path = "/api/audit/export", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(operationId = "exportHistory", summary = "Export the whole history")
    void export(HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"history.jsonl\"");
        export.writeTo(response.getWriter());
    }
}
