package io.spotmanager.audit;

import java.time.Duration;

/**
 * What a verification takes for granted.
 *
 * @param trusted the only keys whose checkpoints count
 * @param gap an entry that is older than this must be covered by a checkpoint, if any key is trusted
 */
public record VerificationRules(TrustedKeys trusted, Duration gap) {
    public static final Duration USUAL_GAP = Duration.ofMinutes(10);

    public static VerificationRules trusting(TrustedKeys keys) {
        return new VerificationRules(keys, USUAL_GAP);
    }
}
