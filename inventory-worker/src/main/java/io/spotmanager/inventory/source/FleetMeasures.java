package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Flavor;
import io.spotmanager.domain.compute.Project;
import io.spotmanager.domain.compute.Server;
import java.util.List;
import java.util.Map;

/** What a list shows, in numbers: how long it is, and how many of its entries say what the board needs from them. */
final class FleetMeasures {
    private FleetMeasures() {}

    static Map<String, Integer> ofAggregates(List<Aggregate> aggregates) {
        return Map.of(
                "aggregates",
                aggregates.size(),
                "hosts in aggregates",
                aggregates.stream()
                        .mapToInt(aggregate -> aggregate.hosts().size())
                        .sum());
    }

    static Map<String, Integer> ofServers(List<Server> servers) {
        return Map.of(
                "servers",
                servers.size(),
                "servers on a host",
                count(servers.stream().filter(server -> server.host() != null).count()));
    }

    static Map<String, Integer> ofFlavors(List<Flavor> flavors) {
        return Map.of(
                "flavors",
                flavors.size(),
                "flavors with extra specs",
                count(flavors.stream()
                        .filter(flavor -> !flavor.extraSpecs().isEmpty())
                        .count()));
    }

    static Map<String, Integer> ofServices(List<ComputeService> services) {
        return Map.of("compute services", services.size());
    }

    static Map<String, Integer> ofProjects(List<Project> projects) {
        return Map.of(
                "projects",
                projects.size(),
                "projects with a name",
                count(projects.stream()
                        .filter(project -> !project.name().isBlank())
                        .count()));
    }

    private static int count(long number) {
        return Math.toIntExact(number);
    }
}
