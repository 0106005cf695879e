package io.spotmanager.clouds.openstack;

import java.util.Optional;

/** A small look at whether a cloud answers and lets us read. */
public record CloudLook(OpenStackCloud cloud) {
    /** No host is called this, so the answer is small. */
    private static final String NOBODY = "spot-manager-health";

    /**
     * Logs in if there is no valid token, asks Nova for a single service, and returns in one sentence why that failed; empty if it was
     * answered. Blocks at most for the time-outs; never throws.
     */
    public Optional<String> trouble() {
        return switch (cloud.check()) {
            case CredentialsCheck.Accepted _ ->
                cloud.computeService(NOBODY).trouble().map(cause -> "Nova: " + cause);
            case CredentialsCheck refused -> Optional.of(refused.sentence());
        };
    }
}
