package io.spotmanager.inventory.snapshot;

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
        @JsonUnwrapped @Nullable Cost cost,
        @Nullable Instant staleSince,
        @Nullable String trouble) {

    /** What the latest good read cost, and how much it brought. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cost(int tookMs, int calls, int items) {}

    /** Whether it is as well, or as unwell, as the other; ages do not count. */
    boolean isLike(SourceHealth other) {
        return state.equals(other.state) && Objects.equals(trouble, other.trouble);
    }
}
