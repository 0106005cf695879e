package io.spotmanager.launch.vm;

/** Where a launch stands. */
enum LaunchState {
    REQUESTED,
    /** All rules allow it; nothing has been made. */
    VALIDATED,
    /** RunPod knows the machine; there is no VM. */
    REGISTERED,
    /** Hyperstack took the order. */
    VM_CREATED,
    /** The VM runs and has its public address; where it runs is not known yet. */
    VM_ACTIVE,
    /** It runs on the host that was asked for. */
    PLACED,
    NETWORK_ATTACHED,
    /** All is made; not looked at again yet. */
    FIREWALL_ATTACHED,
    /** All is there and was looked at again; RunPod has not said yet that a host joined as the machine. */
    VERIFIED,
    /** An operator goes without RunPod's word; all else is looked at once more. */
    WITHOUT_RUNPOD,
    /** It failed; whether what was made goes or stays is to be decided. */
    TURNING_BACK,
    /** Rolling back: the VM is deleted first, since it costs money. */
    DELETING_VM,
    /** Rolling back: there is no VM, RunPod may still know the machine. */
    VM_DELETED,
    /** Rolling back: there is no VM, and a person has to see to the machine. */
    MACHINE_LEFT,
    /** An operator accepts whatever is there. */
    ADOPTING,
    /** It failed, and what was made is kept for inspection, as the requester asked. */
    KEPT,
    /** Nothing left to try by rule. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    ROLLED_BACK,
    REJECTED,
    CANCELLED,
    ADOPTED
}
