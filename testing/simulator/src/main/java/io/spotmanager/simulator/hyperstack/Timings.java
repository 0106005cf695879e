package io.spotmanager.simulator.hyperstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations in milliseconds, and the number of calls that are answered per minute.
 *
 * @param creating time in CREATING
 * @param build time in BUILD
 * @param address from ACTIVE to the public address
 * @param joining from ACTIVE until the first start of the VM has joined RunPod
 * @param deleting time in DELETING
 * @param visibility from an accepted change of firewalls until reads show it
 * @param callsPerMinute further calls get 429 until the minute ends
 */
public record Timings(
        @JsonProperty("creating_millis") @Nullable Long creating,
        @JsonProperty("build_millis") @Nullable Long build,
        @JsonProperty("address_millis") @Nullable Long address,
        @JsonProperty("joining_millis") @Nullable Long joining,
        @JsonProperty("deleting_millis") @Nullable Long deleting,
        @JsonProperty("visibility_millis") @Nullable Long visibility,
        @JsonProperty("calls_per_minute") @Nullable Long callsPerMinute) {

    static final Timings USUAL = new Timings(1000L, 3000L, 1000L, 3000L, 2000L, 1000L, 500L);

    /** Returns these timings, with the others in place of nulls. */
    Timings over(Timings other) {
        return new Timings(
                creating == null ? other.creating : creating,
                build == null ? other.build : build,
                address == null ? other.address : address,
                joining == null ? other.joining : joining,
                deleting == null ? other.deleting : deleting,
                visibility == null ? other.visibility : visibility,
                callsPerMinute == null ? other.callsPerMinute : callsPerMinute);
    }

    static Duration millis(@Nullable Long millis) {
        return Duration.ofMillis(millis == null ? 0 : millis);
    }
}
