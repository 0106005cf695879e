package io.spotmanager.gateway.approvals;

import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.dao.DataAccessException;

/** What is done for requests for approval without a request: their end by time. */
@Configuration(proxyBeanMethods = false)
class ApprovalConfiguration {
    private static final Logger log = LoggerFactory.getLogger(ApprovalConfiguration.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** @param kept as for the keys of operations */
    @Bean
    @DependsOn("schema")
    PacedTask approvalExpirySweep(
            ApprovalExpiry expiry, Approvals approvals, @Value("${spot.idempotency.kept:7d}") Duration kept) {
        return PacedTask.on(WorkSign.when(Approvals.ANY_EXPIRED), "approval-expiry", EVERY, () -> {
            try {
                expiry.run();
                approvals.forgetKeys(kept);
            } catch (DataAccessException e) {
                log.warn("cannot write down which requests for approval have expired, will retry: {}", e.getMessage());
            }
        });
    }
}
