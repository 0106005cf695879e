package io.spotmanager.audit;

import java.time.Duration;

/**
 * The assumptions of a verification.
 *
 * @param trusted the only keys whose checkpoints count
 * @param gap a checkpoint must cover every entry that is older than this, if any key is trusted
 */
public record VerificationRules(TrustedKeys trusted, Duration gap) {
    public static final Duration USUAL_GAP = Duration.ofMinutes(10);

    public static VerificationRules trusting(TrustedKeys keys) {
        return new VerificationRules(keys, USUAL_GAP);
    }
}
