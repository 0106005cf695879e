package io.spotmanager.fleet.snapshot;

/** How one try to read a source went. */
public sealed interface SourceReport {
    /** @param calls requests it took, pages counted one by one */
    record Good(int tookMs, int calls, int items) implements SourceReport {}

    /** @param trouble one sentence without secrets */
    record Failed(String trouble) implements SourceReport {}

    /** It is not configured. */
    record Off() implements SourceReport {}
}
