package io.spotmanager.launch.firewall;

/** Where the attaching of a firewall stands. */
enum AttachFirewallState {
    REQUESTED,
    /** The VM is known, and what it has; nothing was asked for. */
    VALIDATED,
    /** The firewall shows the VM; whether the VM kept what it had was not looked at yet. */
    ATTACHED,
    /** An operator accepts whatever Hyperstack shows. */
    ADOPTING,
    /** Nothing left to try by rule. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    /** Hyperstack will not do it, or did not show it in time. */
    FAILED,
    REJECTED,
    CANCELLED,
    ADOPTED
}
