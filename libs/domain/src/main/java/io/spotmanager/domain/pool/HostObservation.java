package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the rules of a move need, read at one time.
 *
 * @param service the host's compute service; empty if the cloud does not know the host
 * @param tenants every tenant that uses resources of the host
 */
public record HostObservation(List<Aggregate> aggregates, Optional<ComputeService> service, HostTenants tenants) {

    /** An observation whose only tenants are those of Nova's list of servers. */
    public HostObservation(List<Aggregate> aggregates, Optional<ComputeService> service, List<Server> servers) {
        this(aggregates, service, HostTenants.listed(servers));
    }

    /** Returns the servers that Nova lists on the host. */
    public List<Server> servers() {
        return tenants.servers();
    }
}
