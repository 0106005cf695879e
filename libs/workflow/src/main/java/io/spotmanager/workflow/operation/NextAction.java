package io.spotmanager.workflow.operation;

import java.time.Duration;

/** What happens to the lease after a change. */
public sealed interface NextAction {
    /** The worker keeps its lease and runs the next step. */
    record KeepLease() implements NextAction {}

    /** The lease is released; any worker may continue after the delay. */
    record Later(Duration delay) implements NextAction {}

    /** The lease is released; the operation waits for an operator. */
    record AwaitPerson() implements NextAction {}

    /** The operation has ended. */
    record End() implements NextAction {}
}
