package io.spotmanager.gateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.VerificationJob;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.gateway.audit.CheckpointConfiguration.Signer;
import io.spotmanager.workflow.wiring.PacedTask;
import io.spotmanager.workflow.wiring.WorkSign;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The verification of the history. Every gateway looks for work; a lease lets one do it. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {
    @Bean(destroyMethod = "release")
    VerificationJob verificationJob(
            JdbcClient jdbc, PlatformTransactionManager transactions, VerificationRules rules, Signer signer) {
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new VerificationJob(jdbc, snapshot, rules, signer.key().orElse(null));
    }

    @Bean
    @DependsOn("schema")
    PacedTask verificationBeat(
            VerificationJob job, VerificationSettings settings, InstantSource clock, MeterRegistry meters) {
        return PacedTask.on(
                WorkSign.when(VerificationJob.RUNNING),
                "audit-verification",
                settings.every(),
                VerificationBeat.GAUGES,
                new VerificationBeat(job, settings, clock, meters));
    }
}
