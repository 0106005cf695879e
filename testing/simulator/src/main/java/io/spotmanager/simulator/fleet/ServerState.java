package io.spotmanager.simulator.fleet;

/** The states of a server that matter to a fleet. */
public enum ServerState {
    BUILD("building", 0),
    ACTIVE("active", 1),
    SHUTOFF("stopped", 4),
    /** Resized to another host; waits to be confirmed or reverted. */
    VERIFY_RESIZE("resized", 1),
    /** Deleted, but can be restored until Nova reclaims it; lists show it only on request. */
    SOFT_DELETED("soft-delete", 1),
    SHELVED_OFFLOADED("shelved_offloaded", 4),
    ERROR("error", 0),
    DELETED("deleted", 0);

    private final String vmState;
    private final int power;

    ServerState(String vmState, int power) {
        this.vmState = vmState;
        this.power = power;
    }

    public String vmState() {
        return vmState;
    }

    /** Nova's number for the power state. */
    public int power() {
        return power;
    }
}
