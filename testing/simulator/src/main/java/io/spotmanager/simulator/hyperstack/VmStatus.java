package io.spotmanager.simulator.hyperstack;

import org.jspecify.annotations.Nullable;

/** The status of a VM, with the vendor's words for power and state. */
enum VmStatus {
    CREATING(null, "building"),
    BUILD("NOSTATE", "building"),
    ACTIVE("RUNNING", "active"),
    HARD_REBOOT("RUNNING", "active"),
    ERROR("NOSTATE", "error"),
    DELETING("RUNNING", "active");

    private final @Nullable String power;
    private final String vmState;

    VmStatus(@Nullable String power, String vmState) {
        this.power = power;
        this.vmState = vmState;
    }

    @Nullable
    String power() {
        return power;
    }

    String vmState() {
        return vmState;
    }

    /** Returns true if firewalls can be attached. */
    boolean settled() {
        return this == ACTIVE;
    }
}
