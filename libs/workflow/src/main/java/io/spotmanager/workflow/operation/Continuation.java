package io.spotmanager.workflow.operation;

import java.time.Duration;

/** What happens with an operation after a change. */
public sealed interface Continuation {
    /** The worker keeps its lease and runs the next step. */
    record KeepLease() implements Continuation {}

    /** The lease is given back; any worker may go on after the delay. */
    record Later(Duration delay) implements Continuation {}

    /** The lease is given back until an operator decides. */
    record AwaitPerson() implements Continuation {}

    /** The operation is over. */
    record End() implements Continuation {}
}
