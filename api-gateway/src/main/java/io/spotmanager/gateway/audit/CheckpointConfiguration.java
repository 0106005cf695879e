package io.spotmanager.gateway.audit;

import io.spotmanager.gateway.feature.Feature;
import io.spotmanager.workflow.audit.CheckpointKey;
import io.spotmanager.workflow.audit.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Signed checkpoints of the history. Every gateway tries to write them, one at a time does. */
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {
    private static final String NAME = "checkpoints";

    record Signer(Optional<CheckpointKey> key) {}

    @Bean
    Signer signer(CheckpointSettings settings) throws IOException {
        var file = settings.keyFile();
        var text = file == null ? settings.key() : Files.readString(file);
        return new Signer(text.isBlank() ? Optional.empty() : Optional.of(CheckpointKey.parse(text)));
    }

    @Bean
    Feature checkpointFeature(Signer signer) {
        return signer.key().isPresent()
                ? Feature.on(NAME)
                : Feature.off(NAME, "no key to sign with: set SPOT_AUDIT_KEY_FILE or SPOT_AUDIT_KEY");
    }

    @Bean
    CheckpointSchedule checkpointSchedule(
            Signer signer,
            CheckpointSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        var checkpoints = signer.key()
                .map(key -> new Checkpoints(jdbc, new TransactionTemplate(transactions), clock, key, settings.every()));
        return new CheckpointSchedule(checkpoints, settings.every());
    }
}
