package io.spotmanager.migration;

/** Where a placement or a withdrawal stands. */
enum StockState {
    REQUESTED,
    /** All rules allow it; nothing has been touched. */
    VALIDATED,
    /** A placement: Nova took the host into its pool. */
    HOST_ADDED,
    /** Nova's service of the host is as it was asked for, or was left alone. */
    SERVICE_SETTLED,
    /** A withdrawal: the host is in no pool; not looked at again yet. */
    HOST_REMOVED,
    /** Everything is put back as it was. */
    RESTORING,
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
