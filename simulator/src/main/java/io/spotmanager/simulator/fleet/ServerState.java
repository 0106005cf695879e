package io.spotmanager.simulator.fleet;

/** The states of a server that matter to a fleet. */
public enum ServerState {
    BUILD("building", 0),
    ACTIVE("active", 1),
    SHUTOFF("stopped", 4),
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
