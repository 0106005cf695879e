package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.fleet.read.SnapshotVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The snapshot of one generation, with its queries. */
final class Fleet {
    /** The name that the API uses for an unknown GPU type. */
    static final String UNCLASSIFIED = "unclassified";

    private final SnapshotVersion version;
    private final long generation;
    private final List<PoolFacts> pools;
    private final List<HostView> hosts;
    private final Map<String, List<HostView>> byPool = new HashMap<>();
    /** Hosts between two pools, by target pool. */
    private final Map<String, List<HostView>> arriving = new HashMap<>();

    record GpuTypes(long generation, List<TypeView> gpuTypes, Unclassified unclassified) {}

    /**
     * @param pools number of pools and contracts that sell it
     * @param hosts number of hosts in those pools, in stock or not
     * @param gpuUsed GPUs that VMs use on those hosts
     * @param gpuCapacity GPUs of all those hosts, in stock or not; the difference to {@code gpuUsed} is not what is free
     */
    record TypeView(
            String gpuType,
            int pools,
            int hosts,
            int gpuUsed,
            int gpuCapacity,
            @JsonUnwrapped TypeCounts counts) {}

    record Unclassified(List<String> pools, int hosts) {}

    record TypePools(String gpuType, long generation, Summary gpuSummary, List<PoolView> pools) {}

    record OnePool(long generation, PoolView pool) {}

    record OutOfStock(long generation, List<HostView> hosts, List<ReasonCount> reasons) {}

    record ReasonCount(String code, int hosts) {}

    Fleet(SnapshotVersion version, List<PoolFacts> pools, List<HostView> hosts) {
        this.version = version;
        this.generation = version.generation();
        this.pools = pools;
        this.hosts = hosts;
        for (var host : hosts) {
            host.placed()
                    .aggregates()
                    .forEach(pool ->
                            byPool.computeIfAbsent(pool, _ -> new ArrayList<>()).add(host));
            var moving = host.moving();
            if (moving != null && host.isUnderWay()) {
                arriving.computeIfAbsent(moving.to(), _ -> new ArrayList<>()).add(host);
            }
        }
    }

    SnapshotVersion version() {
        return version;
    }

    /** Every GPU type with a pool or contract, and the pools with an unknown type. */
    GpuTypes gpuTypes() {
        var unclassified = pools.stream().filter(PoolFacts::isUnclassified).toList();
        return new GpuTypes(
                generation,
                types().map(this::type).toList(),
                new Unclassified(
                        unclassified.stream().map(PoolFacts::name).toList(),
                        hostsOf(unclassified).size()));
    }

    private Stream<String> types() {
        return pools.stream()
                .filter(pool -> !pool.isUnclassified())
                .map(pool -> String.valueOf(pool.gpuType()))
                .distinct()
                .sorted();
    }

    private TypeView type(String type) {
        var selling = pools.stream().filter(pool -> pool.sells(type)).toList();
        var sum = Summary.of(hostsOf(selling), List.of());
        return new TypeView(
                type,
                selling.size(),
                sum.hosts(),
                sum.gpuUsed(),
                sum.gpuCapacity(),
                TypeCounts.of(
                        allOf(type, selling), selling.stream().map(this::counts).toList()));
    }

    /** The hosts in its pools, on the way to one of them, and in no pool. */
    private Collection<HostView> allOf(String type, List<PoolFacts> selling) {
        var all = new LinkedHashSet<>(hostsOf(selling));
        selling.forEach(pool -> all.addAll(arrivingIn(pool)));
        hosts.stream()
                .filter(host -> type.equals(host.placed().gpuType()))
                .filter(host -> host.placed().aggregate() == null)
                .forEach(all::add);
        return all;
    }

    private TypeCounts.PoolCounts counts(PoolFacts pool) {
        var view = view(pool);
        return new TypeCounts.PoolCounts(
                pool.name(),
                pool.kind(),
                pool.nvlink(),
                view.gpuSummary().hosts(),
                view.gpuSummary().hostsAvailable(),
                view.arriving().size(),
                TypeCounts.largestFree(byPool.getOrDefault(pool.name(), List.of())),
                view.gpuSummary().gpus());
    }

    private List<HostView> arrivingIn(PoolFacts pool) {
        return arriving.getOrDefault(pool.name(), List.of());
    }

    /** True for a GPU type of a pool or host, and for {@link #UNCLASSIFIED}. */
    boolean knows(String type) {
        return type.equals(UNCLASSIFIED)
                || pools.stream().anyMatch(pool -> pool.sells(type))
                || hosts.stream().anyMatch(host -> type.equals(host.placed().gpuType()));
    }

    /** The pools of that type or of unknown type, including empty ones, without contracts. */
    TypePools pools(String type) {
        return of(type, pool -> !pool.isContract() && isOf(type, pool));
    }

    /** The contracts of that type or of unknown type. */
    TypePools contracts(String type) {
        return of(type, pool -> pool.isContract() && isOf(type, pool));
    }

    private static boolean isOf(String type, PoolFacts pool) {
        return type.equals(UNCLASSIFIED) ? pool.isUnclassified() : pool.sells(type);
    }

    private TypePools of(String type, Predicate<PoolFacts> which) {
        var chosen = pools.stream().filter(which).toList();
        return new TypePools(
                type,
                generation,
                Summary.of(
                        hostsOf(chosen),
                        chosen.stream()
                                .flatMap(pool -> arrivingIn(pool).stream())
                                .toList()),
                chosen.stream().map(this::view).toList());
    }

    /** The pool of that name and type; empty if there is none. */
    Stream<OnePool> pool(String type, String name) {
        return pools.stream()
                .filter(pool -> pool.name().equals(name))
                .filter(pool -> isOf(type, pool))
                .map(pool -> new OnePool(generation, view(pool)));
    }

    /** The contracts of these names, as their customers see them. */
    CustomerContracts contractsNamed(Predicate<String> which) {
        return new CustomerContracts(pools.stream()
                .filter(PoolFacts::isContract)
                .filter(pool -> which.test(pool.name()))
                .map(pool -> CustomerContracts.Contract.of(pool, byPool.getOrDefault(pool.name(), List.of())))
                .toList());
    }

    OutOfStock outOfStock(Predicate<HostView> which) {
        var found = hosts.stream().filter(HostView::isOutOfStock).filter(which).toList();
        return new OutOfStock(
                generation,
                found,
                reasons(found).stream()
                        .sorted(Comparator.comparing(ReasonCount::code))
                        .toList());
    }

    /** Why they cannot be sold: how many hosts each reason has, the one of most hosts first. */
    static List<ReasonCount> reasons(Collection<HostView> some) {
        return some.stream()
                .flatMap(host -> host.stock().reasons().stream()
                        .map(HostView.Reason::code)
                        .distinct())
                .collect(Collectors.groupingBy(code -> code, Collectors.summingInt(_ -> 1)))
                .entrySet()
                .stream()
                .map(count -> new ReasonCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingInt(ReasonCount::hosts).reversed().thenComparing(ReasonCount::code))
                .toList();
    }

    private PoolView view(PoolFacts pool) {
        return PoolView.of(pool, byPool.getOrDefault(pool.name(), List.of()), arrivingIn(pool));
    }

    private Collection<HostView> hostsOf(List<PoolFacts> some) {
        Set<HostView> distinct = new LinkedHashSet<>();
        some.forEach(pool -> distinct.addAll(byPool.getOrDefault(pool.name(), List.of())));
        return distinct;
    }
}
