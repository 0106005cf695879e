package io.spotmanager.simulator.runpod;

import org.jspecify.annotations.Nullable;

/**
 * A machine of the host account; its certificate lets one host join as it.
 *
 * @param registered whether a host has joined
 * @param offer what customers see of it
 */
record Machine(String id, String name, String installCert, boolean registered, Offer offer) {
    /** @param gpuReserved the GPUs that customers rent */
    record Offer(boolean listed, int gpuReserved) {
        static final Offer NONE = new Offer(false, 0);

        /** Keeps what is not set. */
        Offer with(@Nullable Boolean newListed, @Nullable Integer newReserved) {
            return new Offer(newListed == null ? listed : newListed, newReserved == null ? gpuReserved : newReserved);
        }
    }

    Machine joined() {
        return new Machine(id, name, installCert, true, offer);
    }

    Machine offered(Offer other) {
        return new Machine(id, name, installCert, registered, other);
    }
}
