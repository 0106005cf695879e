package io.spotmanager.simulator.hyperstack;

import org.jspecify.annotations.Nullable;

/** What a VM is doing, in the vendor's three words for it. */
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

    /** Whether firewalls can be attached. */
    boolean settled() {
        return this == ACTIVE;
    }
}
