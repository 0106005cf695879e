package io.spotmanager.launch.network;

/** Where the attaching of a network stands. */
enum AttachNetworkState {
    REQUESTED,
    /** Server and network exist; nothing was asked for. */
    VALIDATED,
    /** An operator accepts whatever Nova shows. */
    ADOPTING,
    /** Nothing left to try by rule. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    /** Nova will not do it; nothing was attached. */
    FAILED,
    REJECTED,
    CANCELLED,
    ADOPTED
}
