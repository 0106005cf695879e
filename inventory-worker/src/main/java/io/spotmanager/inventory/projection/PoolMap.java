package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.domain.pool.Pool;
import io.spotmanager.domain.pool.PoolNaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The aggregates and their hosts. */
final class PoolMap {

    /** @param pool empty for an aggregate in which no GPU hosts are sold */
    record Seen(Aggregate aggregate, Optional<Pool> pool) {
        String name() {
            return aggregate.name();
        }

        /** Of a pool that sells one type, as its name says; a contract's name does not have to. */
        Optional<String> type() {
            return pool.flatMap(known -> Optional.ofNullable(known.gpuType()));
        }

        boolean isContract() {
            return pool.filter(Pool::isContract).isPresent();
        }
    }

    private final List<Seen> all;
    private final Map<String, List<Seen>> byHost = new HashMap<>();

    PoolMap(List<Aggregate> aggregates, PoolNaming naming) {
        all = aggregates.stream()
                .map(aggregate -> new Seen(aggregate, naming.read(aggregate.name())))
                .sorted(Comparator.comparing(Seen::name))
                .toList();
        for (var seen : all) {
            seen.aggregate()
                    .hosts()
                    .forEach(host ->
                            byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(seen));
        }
    }

    List<Seen> all() {
        return all;
    }

    /** Types that pools are named after need no setting. */
    GpuTypes types(GpuTypes known) {
        return known.and(all.stream().flatMap(seen -> seen.type().stream()).toList());
    }

    Set<String> hosts() {
        return byHost.keySet();
    }

    /** Every aggregate that holds the host, in the order of their names. */
    List<Seen> of(String host) {
        return byHost.getOrDefault(host, List.of());
    }

    /** The pools among them. */
    List<Seen> poolsOf(String host) {
        return of(host).stream().filter(seen -> seen.pool().isPresent()).toList();
    }

    List<String> poolNames(String host) {
        return poolsOf(host).stream().map(Seen::name).toList();
    }

    Optional<String> zoneOf(String host) {
        return of(host).stream()
                .flatMap(seen -> Stream.ofNullable(seen.aggregate().availabilityZone()))
                .map(Objects::requireNonNull)
                .findFirst();
    }
}
