package io.spotmanager.gateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the checkpoints, which prove that the history is intact.
 *
 * @param key Ed25519, PKCS#8, as PEM or base64; never logged
 * @param keyFile a file with the key, instead of {@code key}
 * @param trustedKeys further trusted public keys, separated by commas; each a PEM file or base64, and with
 *     {@code until TIME} if it is retired
 * @param every interval of checkpoints while there are new entries
 * @param gap maximum age of an entry without a checkpoint
 */
@ConfigurationProperties("spot.audit")
record CheckpointSettings(
        @DefaultValue("") String key,
        @Nullable Path keyFile,
        @DefaultValue("") String trustedKeys,
        @DefaultValue("1m") Duration every,
        @DefaultValue("10m") Duration gap) {
    @Override
    public String toString() {
        return "CheckpointSettings[every=" + every + "]";
    }
}
