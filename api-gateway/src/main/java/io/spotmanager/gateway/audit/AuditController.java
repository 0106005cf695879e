package io.spotmanager.gateway.audit;

import io.spotmanager.workflow.audit.AuditVerification;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Verifies the whole history on demand. */
@RestController
class AuditController {
    private final AuditVerification verification;

    AuditController(AuditVerification verification) {
        this.verification = verification;
    }

    /** Takes as long as it takes to read every entry once. */
    @GetMapping("/api/audit/verification")
    AuditVerification.Report verify() {
        return verification.verify();
    }
}
