package io.spotmanager.launch.retire;

/** How far a retirement has come. */
enum RetireState {
    REQUESTED,
    /** The VM is known to be ours; nothing has been changed. */
    VALIDATED,
    /** Nobody new can rent it; the VM is there. */
    UNLISTED,
    /** Its deletion was asked for, so nothing brings it back. */
    DELETING_VM,
    VM_DELETED,
    MACHINE_REMOVED,
    /** The VM stays; the machine has to be offered for rent again if it was. */
    LISTING_BACK,
    ADOPTING,
    /** A person decides, and the VM is there. */
    NEEDS_OPERATOR,
    /** A person decides, and the only ways lead forward. */
    HALF_RETIRED,
    SUCCEEDED,
    ROLLED_BACK,
    REJECTED,
    CANCELLED,
    ADOPTED
}
