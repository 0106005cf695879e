package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How old the picture of the fleet is.
 *
 * @param readAt when the latest read of all sources began; null before the first
 */
public record SnapshotView(long generation, @Nullable Instant readAt, List<SourceView> sources) {
    /**
     * @param state {@code OK}; {@code STALE}: its latest read failed, or nobody has read it for long, and what it said before is kept; {@code OFF}: not
     *     configured; {@code UNREAD}: never read yet
     * @param readAt when its latest good read began
     * @param trouble why the latest try failed, or that there was none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SourceView(
            String name,
            String state,
            @Nullable Instant readAt,
            @JsonUnwrapped @Nullable Cost cost,
            @Nullable Instant staleSince,
            @Nullable String trouble) {}

    /** What the latest good read cost, and how many things it showed. */
    public record Cost(int tookMs, int calls, int items) {}
}
