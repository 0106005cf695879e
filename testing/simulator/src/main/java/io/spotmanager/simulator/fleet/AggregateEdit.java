package io.spotmanager.simulator.fleet;

import static io.spotmanager.simulator.fleet.Aggregate.ZONE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One attempt to change an aggregate, with the checks of Nova in the order of Nova. */
@FunctionalInterface
public interface AggregateEdit {

    /** Checks against {@code state} and, if all is well, changes {@code aggregates}, a copy of those in it. */
    AggregateChange apply(FleetState state, SequencedMap<Integer, Aggregate> aggregates);

    /** Adds a host: the host is looked up before the aggregate, and the zone before the membership. */
    static AggregateEdit addHost(int id, String host) {
        return (state, aggregates) -> {
            if (state.compute(host) == null) {
                return new AggregateChange.NoSuchHost();
            }
            Aggregate aggregate = aggregates.get(id);
            if (aggregate == null) {
                return new AggregateChange.NoSuchAggregate();
            }
            List<String> zones = otherZones(state, aggregate, aggregate.zone(), List.of(host));
            if (!zones.isEmpty()) {
                return new AggregateChange.ZoneConflict(zones);
            }
            return aggregate.hosts().contains(host)
                    ? new AggregateChange.AlreadyIn()
                    : put(aggregates, aggregate.with(host));
        };
    }

    static AggregateEdit removeHost(int id, String host) {
        return (state, aggregates) -> {
            Aggregate aggregate = aggregates.get(id);
            if (aggregate == null) {
                return new AggregateChange.NoSuchAggregate();
            }
            return aggregate.hosts().contains(host)
                    ? put(aggregates, aggregate.without(host))
                    : new AggregateChange.NotIn();
        };
    }

    /** Sets the given keys; a null value removes its key. */
    static AggregateEdit setMetadata(int id, Map<String, @Nullable String> changes) {
        return (state, aggregates) -> {
            Aggregate aggregate = aggregates.get(id);
            if (aggregate == null) {
                return new AggregateChange.NoSuchAggregate();
            }
            String zone = changes.get(ZONE);
            if (zone != null && !zone.equals(aggregate.zone())) {
                if (zone.isEmpty()) {
                    return new AggregateChange.EmptyZone(aggregate.name());
                }
                List<String> zones = otherZones(state, aggregate, zone, aggregate.hosts());
                if (!zones.isEmpty()) {
                    return new AggregateChange.ZoneConflict(zones);
                }
                if (runsServers(state, aggregate)) {
                    return new AggregateChange.ServersInZone();
                }
            }
            Map<String, String> metadata = new HashMap<>(aggregate.metadata());
            changes.forEach((key, value) -> metadata.compute(key, (same, old) -> value));
            return put(aggregates, aggregate.with(metadata));
        };
    }

    static AggregateEdit create(Aggregate draft) {
        return (state, aggregates) -> {
            if (aggregates.values().stream().anyMatch(each -> each.name().equals(draft.name()))) {
                return new AggregateChange.NameTaken();
            }
            int id = aggregates.keySet().stream().max(Integer::compare).orElse(0) + 1;
            return put(
                    aggregates,
                    new Aggregate(id, draft.uuid(), draft.name(), List.of(), draft.metadata(), draft.created()));
        };
    }

    static AggregateEdit delete(int id) {
        return (state, aggregates) -> {
            Aggregate aggregate = aggregates.get(id);
            if (aggregate == null) {
                return new AggregateChange.NoSuchAggregate();
            }
            if (!aggregate.hosts().isEmpty()) {
                return new AggregateChange.NotEmpty();
            }
            aggregates.remove(id);
            return new AggregateChange.Made(aggregate);
        };
    }

    private static AggregateChange put(SequencedMap<Integer, Aggregate> aggregates, Aggregate changed) {
        aggregates.put(changed.id(), changed);
        return new AggregateChange.Made(changed);
    }

    private static boolean runsServers(FleetState state, Aggregate aggregate) {
        return state.servers().stream()
                .map(Server::host)
                .anyMatch(host -> host != null && aggregate.hosts().contains(host));
    }

    private static List<String> otherZones(
            FleetState state, Aggregate target, @Nullable String zone, List<String> hosts) {
        if (zone == null) {
            return List.of();
        }
        return state.aggregates().values().stream()
                .filter(each -> each.id() != target.id())
                .filter(each -> each.zone() != null && !zone.equals(each.zone()))
                .filter(each -> each.hosts().stream().anyMatch(hosts::contains))
                .map(Aggregate::metadata)
                .map(metadata -> metadata.getOrDefault(ZONE, ""))
                .toList();
    }
}
