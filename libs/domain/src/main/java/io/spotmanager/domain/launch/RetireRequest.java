package io.spotmanager.domain.launch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to retire the VM for RunPod that runs on a host.
 *
 * @param hostname the host, and the VM's name
 * @param rentersAcknowledged true if the VM may be deleted although renters use it, or RunPod does not tell whether any do
 * @param waitHours how long to wait until nobody rents it; null if it says no such time
 * @param deadline until when to wait until nobody rents it; null if it says no such time
 */
public record RetireRequest(
        String hostname,
        boolean rentersAcknowledged,
        @Nullable Integer waitHours,
        @Nullable Instant deadline) {
    public RetireRequest {
        if (waitHours != null && deadline != null) {
            throw new IllegalArgumentException("one end of the wait, not two");
        }
    }

    /** A request without a deadline. */
    public RetireRequest(String hostname, boolean rentersAcknowledged, @Nullable Integer waitHours) {
        this(hostname, rentersAcknowledged, waitHours, null);
    }

    /**
     * Returns when the wait ends; empty if nobody is waited for.
     *
     * @param since when it began
     */
    public Optional<Instant> waitsUntil(Instant since) {
        return waitHours == null ? Optional.ofNullable(deadline) : Optional.of(since.plus(Duration.ofHours(waitHours)));
    }
}
