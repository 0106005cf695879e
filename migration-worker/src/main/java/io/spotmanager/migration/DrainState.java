package io.spotmanager.migration;

/** Where a move or a withdrawal that waits for an empty host stands. */
enum DrainState {
    REQUESTED,
    /** All rules allow it; nothing has been touched. */
    VALIDATED,
    /** No new VM starts on the host; those that are there are waited for. */
    CLOSED,
    /** Nobody uses the host any more. */
    EMPTY,
    /** The host is in no pool. */
    HOST_REMOVED,
    /** The host is where it was to go. */
    HOST_PLACED,
    /** The service is as it is to stay. */
    SERVICE_SETTLED,
    /** Everything is put back as it was. */
    RESTORING,
    /** The same, because somebody cancelled it while it waited. */
    CANCELLING,
    /** An operator accepts whatever Nova shows of the host. */
    ADOPTING,
    /** Nothing left to try by rule. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    ROLLED_BACK,
    REJECTED,
    CANCELLED,
    ADOPTED
}
