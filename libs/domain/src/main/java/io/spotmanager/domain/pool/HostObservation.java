package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules for a move look at, read at one moment.
 *
 * @param service the host's compute service; empty for a host that the cloud does not know
 * @param tenants everybody who has resources of the host
 */
public record HostObservation(List<Aggregate> aggregates, Optional<ComputeService> service, HostTenants tenants) {

    /** With nothing known beyond Nova's list of servers. */
    public HostObservation(List<Aggregate> aggregates, Optional<ComputeService> service, List<Server> servers) {
        this(aggregates, service, HostTenants.listed(servers));
    }

    /** Those that Nova lists on the host. */
    public List<Server> servers() {
        return tenants.servers();
    }
}
