package io.spotmanager.launch.adopt;

/** Where the taking over of a VM stands. Nothing is ever changed in a cloud. */
enum AdoptVmState {
    REQUESTED,
    /** The clouds could not be read. */
    NEEDS_OPERATOR,
    SUCCEEDED,
    REJECTED,
    CANCELLED
}
