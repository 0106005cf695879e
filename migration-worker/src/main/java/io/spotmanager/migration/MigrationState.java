package io.spotmanager.migration;

/** Where a move stands. */
enum MigrationState {
    REQUESTED,
    /** All rules allow it; nothing has been touched. */
    VALIDATED,
    /** In no pool: nobody can buy the host, which is safe. */
    HOST_REMOVED,
    /** Nova took it into the target; not looked at again yet. */
    HOST_ADDED,
    /** Being restored to its source. */
    RESTORING,
    /** Rolling back after a cancellation, before anything was known to be changed. */
    CANCELLING,
    /** An operator accepts whatever Nova shows. */
    ADOPTING,
    /** Nothing left to try by rule. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    ROLLED_BACK,
    REJECTED,
    CANCELLED,
    ADOPTED
}
