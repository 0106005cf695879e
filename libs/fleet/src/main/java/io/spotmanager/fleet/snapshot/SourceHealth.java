package io.spotmanager.fleet.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a source is, as everybody is told.
 *
 * @param state OK, STALE, OFF or UNREAD
 * @param readAt when the latest good read began; null before the first
 * @param staleSince since when it cannot be read
 * @param trouble why the latest try failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceHealth(
        String name,
        String state,
        @Nullable Instant readAt,
        @JsonUnwrapped Cost cost,
        @Nullable Instant staleSince,
        @Nullable String trouble) {

    /** What the latest good read cost, and how much it brought; all null before the first. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cost(
            @Nullable Integer tookMs,
            @Nullable Integer calls,
            @Nullable Integer items) {
        public static final Cost UNKNOWN = new Cost(null, null, null);
    }

    /** The same after nobody has read it for too long. */
    SourceHealth forgotten() {
        return new SourceHealth(name, "STALE", readAt, cost, readAt, "no inventory worker has read it since " + readAt);
    }

    /** Whether it is as well, or as unwell, as the other; ages do not count. */
    boolean isLike(SourceHealth other) {
        return state.equals(other.state) && Objects.equals(trouble, other.trouble);
    }
}
