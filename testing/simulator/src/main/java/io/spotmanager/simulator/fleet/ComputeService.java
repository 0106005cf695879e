package io.spotmanager.simulator.fleet;

import org.jspecify.annotations.Nullable;

/**
 * One of Nova's services, on a compute host or a controller.
 *
 * @param alive whether it still reports
 * @param forcedDown whether an operator declared it down
 */
public record ComputeService(
        int id, String uuid, String binary, String host, Availability availability, boolean alive, boolean forcedDown) {

    /** The binary that makes a host a compute host. */
    public static final String COMPUTE = "nova-compute";

    /** Whether new servers may be placed there, and why not (null: no reason given). */
    public record Availability(boolean enabled, @Nullable String disabledReason) {
        public static final Availability ENABLED = new Availability(true, null);
    }

    public boolean up() {
        return alive && !forcedDown;
    }

    public ComputeService with(Availability other) {
        return new ComputeService(id, uuid, binary, host, other, alive, forcedDown);
    }

    public ComputeService withForcedDown(boolean down) {
        return new ComputeService(id, uuid, binary, host, availability, alive, down);
    }

    ComputeService dead() {
        return new ComputeService(id, uuid, binary, host, availability, false, forcedDown);
    }
}
