package io.spotmanager.fleet.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source, as it is published.
 *
 * @param state OK, STALE, OFF or UNREAD
 * @param readAt when the latest successful read began; null before the first
 * @param staleSince when the first of the failed reads ended; when the latest complete read began, which is before {@code
 *     readAt}, if the latest read was incomplete; null if the latest read succeeded
 * @param error why the latest read failed, or what it could not show; of one that succeeded, what was left out of it or cannot
 *     be counted; null if nothing
 * @param doubt set while its list shows much less than before and is not believed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceHealth(
        String name,
        String state,
        @Nullable Instant readAt,
        @JsonUnwrapped Cost cost,
        @Nullable Instant staleSince,
        @JsonProperty("trouble") @Nullable String error,
        @Nullable Doubt doubt) {

    /**
     * A list that is not believed.
     *
     * @param since when it showed so much less for the first time
     * @param shows what, such as {@code 3 servers in place of 480}
     * @param acceptedBy who says that this is right, so that the next read takes it; null if nobody
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Doubt(
            Instant since, String shows, @Nullable String acceptedBy) {}

    /** Duration, requests and items of the latest successful read; all null before the first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cost(
            @Nullable Integer tookMs,
            @Nullable Integer calls,
            @Nullable Integer items) {
        public static final Cost UNKNOWN = new Cost(null, null, null);
    }

    /** Returns the state of a source that was not read for too long. */
    SourceHealth forgotten() {
        return new SourceHealth(
                name, "STALE", readAt, cost, readAt, "no inventory worker has read it since " + readAt, doubt);
    }

    /** Returns true if state and error are equal; ages are ignored. */
    boolean isLike(SourceHealth other) {
        return state.equals(other.state) && Objects.equals(error, other.error);
    }
}
