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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    private final FormerBoard former = new FormerBoard(this);

    /** @param aggregates by type: its pools, as the former tool named them */
    record GpuTypes(
            long generation,
            List<TypeView> gpuTypes,
            Map<String, FormerColumns.Configuration> aggregates,
            Unclassified unclassified) {}

    /**
     * The former tool's form of the same.
     *
     * @param gpuTypes their names
     * @param gpuTypeDetails what is else called gpu_types
     */
    record GpuTypeNames(
            long generation,
            List<String> gpuTypes,
            Map<String, FormerColumns.Configuration> aggregates,
            List<TypeView> gpuTypeDetails,
            Unclassified unclassified) {}

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

    /**
     * @param gpuTypes number of types
     * @param pools number of pools and contracts
     * @param hosts in a pool or contract, or of a known GPU type
     * @param gpus of those hosts
     */
    record Totals(int gpuTypes, int pools, int hosts, GpuCounts gpus) {}

    record Unclassified(List<String> pools, int hosts) {}

    /**
     * @param summaryOnly true if only that was asked for; else null
     * @param pools null if only a summary was asked for
     * @param former the former tool's columns; null if they were not asked for
     */
    record TypePools(
            String gpuType,
            long generation,
            @Nullable Boolean summaryOnly,
            Summary gpuSummary,
            @Nullable List<PoolView> pools,
            @JsonUnwrapped @Nullable FormerColumns former) {}

    /**
     * @param pools the contracts
     * @param contracts the same as the former tool listed them; null if that was not asked for
     */
    record TypeContracts(
            String gpuType,
            long generation,
            Summary gpuSummary,
            List<PoolView> pools,
            @Nullable List<FormerContract> contracts) {}

    /**
     * @param name the same as {@code aggregate}
     * @param hostCount how many hosts it has
     */
    record FormerContract(String name, String aggregate, List<FormerHost> hosts, int hostCount) {}

    /**
     * @param pool null if a column of the former tool was asked for
     * @param gpuType of the column; null for a pool
     */
    record OnePool(
            long generation,
            @Nullable PoolView pool,
            @Nullable String gpuType,
            @JsonUnwrapped @Nullable FormerColumns former) {}

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

    /** The types, and the whole in numbers. */
    FleetTypes types() {
        return new FleetTypes(this);
    }

    List<PoolFacts> pools() {
        return pools;
    }

    /** All of the cloud, by name. */
    List<HostView> hosts() {
        return hosts;
    }

    FormerBoard former() {
        return former;
    }

    /** Hosts that are on the way into that pool. */
    List<HostView> arrivingIn(PoolFacts pool) {
        return arriving.getOrDefault(pool.name(), List.of());
    }

    /** True for a GPU type of a pool or host, and for {@link #UNCLASSIFIED}. */
    boolean knows(String type) {
        return type.equals(UNCLASSIFIED)
                || pools.stream().anyMatch(pool -> pool.sells(type))
                || hosts.stream().anyMatch(host -> type.equals(host.placed().gpuType()));
    }

    /**
     * The pools of that type or of unknown type, including empty ones, without contracts.
     *
     * @param columns whether the former tool's columns are wanted too
     */
    TypePools pools(String type, boolean columns) {
        var chosen = selling(type).filter(pool -> !pool.isContract()).toList();
        return new TypePools(
                type, generation, null, summary(chosen), views(chosen), columns ? former.columns(type) : null);
    }

    /** How many hosts the former tool's columns of that type have, and which. */
    TypePools summary(String type) {
        var chosen = selling(type).filter(pool -> !pool.isContract()).toList();
        return new TypePools(type, generation, true, summary(chosen), null, former.counts(type));
    }

    /**
     * The contracts of that type or of unknown type.
     *
     * @param listed whether the former tool's list is wanted too
     */
    TypeContracts contracts(String type, boolean listed) {
        var chosen = selling(type).filter(PoolFacts::isContract).toList();
        return new TypeContracts(
                type, generation, summary(chosen), views(chosen), listed ? former.contractList(chosen) : null);
    }

    /** The hosts of all types that are out of stock, as the former tool showed them. */
    TypePools formerOutOfStock() {
        return new TypePools(
                FormerBoard.OUT_OF_STOCK,
                generation,
                null,
                Summary.of(outOfStock(_ -> true).hosts(), List.of()),
                null,
                former.outOfStock());
    }

    /** The pools and contracts of that type or of unknown type. */
    Stream<PoolFacts> selling(String type) {
        return pools.stream().filter(pool -> isOf(type, pool));
    }

    /** The hosts in that pool, by name. */
    List<HostView> hostsIn(PoolFacts pool) {
        return byPool.getOrDefault(pool.name(), List.of());
    }

    /** Whether a host is of that type, or of unknown type. */
    static boolean isOfType(String type, HostView host) {
        return type.equals(UNCLASSIFIED)
                ? host.placed().gpuType() == null
                : type.equals(host.placed().gpuType());
    }

    private static boolean isOf(String type, PoolFacts pool) {
        return type.equals(UNCLASSIFIED) ? pool.isUnclassified() : pool.sells(type);
    }

    private Summary summary(List<PoolFacts> chosen) {
        return Summary.of(
                hostsOf(chosen),
                chosen.stream().flatMap(pool -> arrivingIn(pool).stream()).toList());
    }

    private List<PoolView> views(List<PoolFacts> chosen) {
        return chosen.stream().map(this::view).toList();
    }

    /** The pool of that name and type, or the former tool's column of that name; empty if there is none. */
    Optional<OnePool> pool(String type, String name) {
        return selling(type)
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .map(pool -> new OnePool(generation, view(pool), null, null))
                .or(() -> FormerBoard.COLUMNS.contains(name) && knows(type)
                        ? Optional.of(new OnePool(generation, null, type, former.column(type, name)))
                        : Optional.empty());
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

    PoolView view(PoolFacts pool) {
        return PoolView.of(pool, byPool.getOrDefault(pool.name(), List.of()), arrivingIn(pool));
    }

    /** The hosts of several pools, each once. */
    Collection<HostView> hostsOf(List<PoolFacts> some) {
        Set<HostView> distinct = new LinkedHashSet<>();
        some.forEach(pool -> distinct.addAll(byPool.getOrDefault(pool.name(), List.of())));
        return distinct;
    }
}
