package io.spotmanager.fleet.snapshot;

import org.jspecify.annotations.Nullable;

/** The outcome of one attempt to read a source. */
public sealed interface SourceReport {
    /**
     * It was read.
     *
     * @param calls the number of requests; each page counts
     * @param note what was left out of it or cannot be counted, in one sentence; null if nothing
     */
    record Good(int tookMs, int calls, int items, @Nullable String note) implements SourceReport {
        public Good(int tookMs, int calls, int items) {
            this(tookMs, calls, items, null);
        }
    }

    /**
     * Most was read, and the rest keeps its previous values.
     *
     * @param gaps one sentence or more without secrets: what could not be read
     */
    record Partial(Good read, String gaps) implements SourceReport {}

    /** @param error one sentence without secrets */
    record Failed(String error) implements SourceReport {}

    /** It is not configured. */
    record Off() implements SourceReport {}

    /** Returns this outcome of a read that did not show what was known before. */
    default SourceReport andMissing(String gap) {
        return switch (this) {
            case Good good -> new Partial(good, gap);
            case Partial(Good good, String gaps) -> new Partial(good, gap + ". " + gaps);
            case Failed _, Off _ -> this;
        };
    }
}
