package io.spotmanager.gateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.KeyFiles;
import io.spotmanager.audit.Ledger;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.gateway.feature.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signed checkpoints of the history and the security log. Every gateway runs the schedule; a lock lets one write at a time. */
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {
    private static final Logger log = LoggerFactory.getLogger(CheckpointConfiguration.class);
    private static final String NAME = "checkpoints";

    record Signer(Optional<CheckpointKey> key) {}

    @Bean
    Signer signer(CheckpointSettings settings) throws IOException {
        var file = settings.keyFile();
        if (file != null && KeyFiles.readableByOthers(file)) {
            log.warn(
                    "every user of this machine can read the signing key of the checkpoints: chmod o-r {}, and create a new key if others had access",
                    file);
        }
        var text = file == null ? settings.key() : Files.readString(file);
        return new Signer(text.isBlank() ? Optional.empty() : Optional.of(CheckpointKey.parse(text)));
    }

    /** Trusts the public half of the signing key and the configured keys, never a key from the database. */
    @Bean
    VerificationRules verificationRules(Signer signer, CheckpointSettings settings) throws IOException {
        var named = named(settings);
        return new VerificationRules(signer.key().map(named::and).orElse(named), settings.gap());
    }

    private static TrustedKeys named(CheckpointSettings settings) throws IOException {
        try {
            return KeyFiles.trusted(KeyFiles.listed(settings.trustedKeys()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("SPOT_AUDIT_TRUSTED_KEYS: " + e.getMessage(), e);
        }
    }

    @Bean
    Feature checkpointFeature(Signer signer, VerificationRules rules, InstantSource clock) {
        if (signer.key().isEmpty()) {
            return Feature.off(NAME, "no key to sign with: set SPOT_AUDIT_KEY_FILE or SPOT_AUDIT_KEY");
        }
        var end = signer.key().flatMap(key -> rules.trusted().end(key.publicKey()));
        if (end.filter(clock.instant()::isAfter).isPresent()) {
            log.error("this gateway signs no checkpoints: its key was retired at {}; give it the new key", end.get());
            return Feature.off(NAME, "the key to sign with was retired at " + end.get());
        }
        return Feature.on(NAME);
    }

    @Bean
    CheckpointSchedule checkpointSchedule(
            Signer signer,
            CheckpointSettings settings,
            VerificationRules rules,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            MeterRegistry meters) {
        var clock = new DatabaseClock(jdbc); // a wrong local clock of one gateway would keep the others from writing
        var checkpoints = signer.key().stream()
                .flatMap(key -> Stream.of(Ledger.HISTORY, Ledger.SECURITY, Ledger.INSTALLATION)
                        .map(ledger -> new Checkpoints(
                                ledger,
                                jdbc,
                                new TransactionTemplate(transactions),
                                clock,
                                key,
                                settings.every(),
                                rules.trusted())))
                .toList();
        return new CheckpointSchedule(checkpoints, settings, meters);
    }
}
