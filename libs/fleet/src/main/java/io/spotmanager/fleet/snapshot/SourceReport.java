package io.spotmanager.fleet.snapshot;

/** The outcome of one attempt to read a source. */
public sealed interface SourceReport {
    /** @param calls the number of requests; each page counts */
    record Good(int tookMs, int calls, int items) implements SourceReport {}

    /** @param error one sentence without secrets */
    record Failed(String error) implements SourceReport {}

    /** It is not configured. */
    record Off() implements SourceReport {}
}
