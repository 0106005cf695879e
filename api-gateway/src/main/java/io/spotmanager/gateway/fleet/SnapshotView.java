package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.fleet.read.SnapshotStatus;
import io.spotmanager.fleet.snapshot.SourceHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The age of the snapshot.
 *
 * @param readAt when the latest read of all sources began; null before the first read
 */
record SnapshotView(long generation, @Nullable Instant readAt, List<SourceView> sources) {
    /**
     * @param state {@code OK}; {@code STALE}: its latest read failed, is incomplete, or is too old, and the previous values are kept;
     *     {@code OFF}: not configured; {@code UNREAD}: never read yet
     * @param readAt when its latest successful read began
     * @param trouble why the latest read failed, or that there was none; if the state is OK, what was left out of the list or cannot be
     *     counted
     * @param doubt while its list shows much less than before and is not believed; an operator may accept it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SourceView(
            String name,
            String state,
            @Nullable Instant readAt,
            @JsonUnwrapped @Nullable Cost cost,
            @Nullable Instant staleSince,
            @Nullable String trouble,
            @Nullable Doubt doubt) {}

    /**
     * @param since when the list showed so much less for the first time
     * @param shows what it shows, and what it showed before
     * @param acceptedBy who accepted it, so that the next read takes it; left out if nobody has
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Doubt(Instant since, String shows, @Nullable String acceptedBy) {}

    /** Duration, calls and items of the latest successful read. */
    record Cost(int tookMs, int calls, int items) {}

    static SnapshotView of(SnapshotStatus status) {
        return new SnapshotView(
                status.generation(),
                status.readAt(),
                status.sources().stream().map(SnapshotView::source).toList());
    }

    private static SourceView source(SourceHealth source) {
        return new SourceView(
                source.name(),
                source.state(),
                source.readAt(),
                cost(source.cost()),
                source.staleSince(),
                source.error(),
                doubt(source.doubt()));
    }

    private static @Nullable Doubt doubt(SourceHealth.@Nullable Doubt doubt) {
        return doubt == null ? null : new Doubt(doubt.since(), doubt.shows(), doubt.acceptedBy());
    }

    private static @Nullable Cost cost(SourceHealth.Cost cost) {
        var tookMs = cost.tookMs();
        var calls = cost.calls();
        var items = cost.items();
        return tookMs == null || calls == null || items == null ? null : new Cost(tookMs, calls, items);
    }
}
