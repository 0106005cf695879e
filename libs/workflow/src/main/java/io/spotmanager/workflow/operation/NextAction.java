package io.spotmanager.workflow.operation;

import java.time.Duration;

/** What happens with an operation after a change. */
public sealed interface NextAction {
    /** The worker keeps its lease and runs the next step. */
    record KeepLease() implements NextAction {}

    /** The lease is given back; any worker may go on after the delay. */
    record Later(Duration delay) implements NextAction {}

    /** The lease is given back until an operator decides. */
    record AwaitPerson() implements NextAction {}

    /** The operation is over. */
    record End() implements NextAction {}
}
