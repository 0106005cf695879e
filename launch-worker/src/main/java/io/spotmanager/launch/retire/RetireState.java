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

    /** Nothing of the VM is left. Only a retirement that is followed by a move comes here, and into the next eight. */
    GONE,
    /** All rules of moves allow it; the host is in its pool. */
    MOVABLE,
    /** In no pool: nobody can buy the host, which is safe. */
    HOST_REMOVED,
    /** Nova took it into the target; not looked at again yet. */
    HOST_ADDED,
    /** Being restored to its source. */
    RESTORING,
    /** An operator accepts wherever Nova shows the host. */
    LEAVING,
    /** A person decides; nothing of the move was done. */
    NOT_MOVED,
    /** A person decides, and the host may have left its pool. */
    HALF_MOVED,
    /** The VM is gone, and the host is in the pool where it was. */
    RETIRED,
    SUCCEEDED,
    ROLLED_BACK,
    REJECTED,
    CANCELLED,
    ADOPTED
}
