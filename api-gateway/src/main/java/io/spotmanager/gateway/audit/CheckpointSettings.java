package io.spotmanager.gateway.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the proof that the history is whole.
 *
 * @param key Ed25519, PKCS#8, as PEM or base64; never logged
 * @param keyFile a file with it, instead
 * @param trustedKeys public keys whose checkpoints count beside those of the key, with commas between; each a PEM file, or
 *     base64
 * @param every time between two checkpoints while something happens
 * @param gap an entry that is older than this must be covered by a checkpoint
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
