package io.spotmanager.simulator.hyperstack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A VM in Hyperstack.
 *
 * @param serverId its id in Nova; null before it exists there
 */
record Vm(
        long id,
        Order order,
        Instant created,
        VmStatus status,
        Addresses addresses,
        @Nullable String serverId) {

    /** Each is null until there is one. */
    record Addresses(
            @Nullable String fixed,
            @Nullable String floating,
            @Nullable String floatingStatus) {
        static final Addresses NONE = new Addresses(null, null, null);
    }

    String name() {
        return order.name();
    }

    Vm with(VmStatus other) {
        return new Vm(id, order, created, other, addresses, serverId);
    }

    Vm with(Addresses others) {
        return new Vm(id, order, created, status, others, serverId);
    }

    Vm onServer(String server) {
        return new Vm(id, order, created, status, addresses, server);
    }
}
