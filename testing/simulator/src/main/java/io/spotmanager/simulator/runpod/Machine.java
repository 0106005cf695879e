package io.spotmanager.simulator.runpod;

/**
 * A machine of the host account; its certificate lets one host join as it.
 *
 * @param registered whether a host has joined
 */
record Machine(String id, String name, String installCert, boolean registered) {
    Machine joined() {
        return new Machine(id, name, installCert, true);
    }
}
