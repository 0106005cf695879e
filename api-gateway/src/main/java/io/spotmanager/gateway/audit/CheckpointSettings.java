package io.spotmanager.gateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param key Ed25519, PKCS#8, as PEM or base64; never logged
 * @param keyFile a file with it, instead
 * @param every time between two checkpoints while something happens
 */
@ConfigurationProperties("spot.audit")
record CheckpointSettings(
        @DefaultValue("") String key,
        @Nullable Path keyFile,
        @DefaultValue("1m") Duration every) {
    @Override
    public String toString() {
        return "CheckpointSettings[every=" + every + "]";
    }
}
