package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Replaces the values of single hosts in an earlier reading of the whole fleet by those of a later one. */
final class Overlay {
    private Overlay() {}

    /** Adds a new aggregate only if it has one of these hosts. An aggregate that no longer exists stays until the next full read. */
    static List<Aggregate> aggregates(List<Aggregate> earlier, List<Aggregate> later, Set<String> hosts) {
        Map<String, Aggregate> laterByName =
                later.stream().collect(Collectors.toMap(Aggregate::name, Function.identity(), (one, other) -> one));
        var known = earlier.stream().map(Aggregate::name).collect(Collectors.toSet());
        return Stream.concat(
                        earlier.stream()
                                .map(aggregate ->
                                        with(aggregate, laterByName.getOrDefault(aggregate.name(), aggregate), hosts)),
                        later.stream()
                                .filter(aggregate -> !known.contains(aggregate.name()))
                                .filter(aggregate -> aggregate.hosts().stream().anyMatch(hosts::contains))
                                .map(aggregate -> with(holding(aggregate, List.of()), aggregate, hosts)))
                .toList();
    }

    private static Aggregate with(Aggregate earlier, Aggregate later, Set<String> hosts) {
        var members = new ArrayList<>(earlier.hosts());
        members.removeIf(hosts::contains);
        later.hosts().stream().filter(hosts::contains).forEach(members::add);
        return holding(earlier, members);
    }

    private static Aggregate holding(Aggregate aggregate, List<String> hosts) {
        return new Aggregate(
                aggregate.id(), aggregate.name(), hosts, aggregate.availabilityZone(), aggregate.metadata());
    }

    static List<CountedServer> servers(List<CountedServer> earlier, List<CountedServer> later, Set<String> hosts) {
        Predicate<CountedServer> there = each -> {
            var host = each.server().host();
            return host != null && hosts.contains(host);
        };
        var seen = later.stream().filter(there).map(each -> each.server().id()).collect(Collectors.toSet());
        return Stream.concat(
                        earlier.stream()
                                .filter(there.negate())
                                .filter(each -> !seen.contains(each.server().id())),
                        later.stream().filter(there))
                .toList();
    }

    static List<ComputeService> services(List<ComputeService> earlier, List<ComputeService> later, Set<String> hosts) {
        return Stream.concat(
                        earlier.stream().filter(service -> !hosts.contains(service.host())),
                        later.stream().filter(service -> hosts.contains(service.host())))
                .toList();
    }
}
