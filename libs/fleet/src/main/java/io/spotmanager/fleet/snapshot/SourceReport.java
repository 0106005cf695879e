package io.spotmanager.fleet.snapshot;

/** The outcome of one attempt to read a source. */
public sealed interface SourceReport {
    /** @param calls the number of requests; each page counts */
    record Good(int tookMs, int calls, int items) implements SourceReport {}

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
