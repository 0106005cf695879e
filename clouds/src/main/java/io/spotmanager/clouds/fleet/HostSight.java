package io.spotmanager.clouds.fleet;

import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.ComputeService;
import io.spotmanager.clouds.compute.Server;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules for a move look at, read at one moment.
 *
 * @param service the host's compute service; empty for a host that the cloud does not know
 * @param servers those on the host
 */
public record HostSight(List<Aggregate> aggregates, Optional<ComputeService> service, List<Server> servers) {}
