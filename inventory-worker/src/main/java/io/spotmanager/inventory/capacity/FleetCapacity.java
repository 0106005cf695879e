package io.spotmanager.inventory.capacity;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.fleet.FleetJson;
import io.spotmanager.fleet.capacity.CapacityReading;
import io.spotmanager.fleet.count.HostCount;
import io.spotmanager.fleet.read.FleetDocument;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts a snapshot by GPU type and pool, as the board does. */
record FleetCapacity(List<SellingPool> pools, List<CountedHost> hosts) {
    /** The type of pools and hosts of which it is not known. */
    static final String UNCLASSIFIED = "unclassified";

    /** @param kind null if no hosts are sold in it */
    record SellingPool(
            String name, @Nullable String kind, @Nullable String gpuType) {
        /** True if it is a pool with a known type. */
        boolean isClassified() {
            return kind != null && gpuType != null;
        }
    }

    /**
     * @param aggregate its first pool; null if it is in none
     * @param aggregates all of them, pools or not
     * @param moving its open move; null if there is none
     */
    record CountedHost(
            String hostname,
            @Nullable String gpuType,
            @Nullable String aggregate,
            List<String> aggregates,
            int gpuUsed,
            int gpuCapacity,
            int vmCount,
            @Nullable String gpuNote,
            String status,
            List<Reason> reasons,
            List<HiddenTenant> hiddenTenants,
            @Nullable Moving moving) {
        record Reason(String code) {}

        record Moving(@Nullable String to) {}

        boolean isUnderWay() {
            return HostCount.isUnderWay(
                    moving != null, status, reasons.stream().map(Reason::code).toList());
        }

        boolean isOutOfStock() {
            return status.equals(HostCount.OUT_OF_STOCK);
        }

        boolean isAvailable() {
            return status.equals(HostCount.AVAILABLE);
        }

        int gpusTaken() {
            return HostCount.gpusTaken(
                    status,
                    gpuUsed,
                    gpuCapacity,
                    vmCount,
                    gpuNote != null
                            || hiddenTenants.stream()
                                    .anyMatch(each -> each.kind().isTenant()));
        }

        /** In the pool, or on the way to it. */
        private boolean countsIn(String pool) {
            return aggregates.contains(pool) || (moving != null && isUnderWay() && pool.equals(moving.to()));
        }
    }

    static FleetCapacity of(FleetDocument document) {
        return new FleetCapacity(
                List.of(FleetJson.MAPPER.readValue(document.pools(), SellingPool[].class)),
                List.of(FleetJson.MAPPER.readValue(document.hosts(), CountedHost[].class)));
    }

    /** Each GPU type with all its hosts, followed by each of its pools. */
    List<CapacityReading> readings() {
        var byType = pools.stream()
                .filter(SellingPool::isClassified)
                .collect(Collectors.groupingBy(
                        pool -> Objects.requireNonNull(pool.gpuType()), TreeMap::new, Collectors.toList()));
        var unknown = pools.stream()
                .filter(pool -> pool.kind() != null && pool.gpuType() == null)
                .toList();
        if (!unknown.isEmpty()) {
            byType.put(UNCLASSIFIED, unknown);
        }
        hosts.stream()
                .map(CountedHost::gpuType)
                .filter(Objects::nonNull)
                .forEach(type -> byType.putIfAbsent(type, List.of()));
        return byType.entrySet().stream()
                .flatMap(type -> of(type.getKey(), type.getValue()))
                .toList();
    }

    private Stream<CapacityReading> of(String type, List<SellingPool> selling) {
        Set<CountedHost> all = new LinkedHashSet<>();
        selling.forEach(pool -> all.addAll(in(pool.name())));
        hosts.stream()
                .filter(host -> type.equals(host.gpuType()) && host.aggregate() == null)
                .forEach(all::add);
        return Stream.concat(
                Stream.of(reading(type, "", all)),
                selling.stream().map(pool -> reading(type, pool.name(), in(pool.name()))));
    }

    private List<CountedHost> in(String pool) {
        return hosts.stream().filter(host -> host.countsIn(pool)).toList();
    }

    private static CapacityReading reading(String gpuType, String pool, Collection<CountedHost> hosts) {
        var underWay = hosts.stream().filter(CountedHost::isUnderWay).toList();
        var outOfStock = hosts.stream()
                .filter(host -> host.isOutOfStock() && !host.isUnderWay())
                .toList();
        var inStock = hosts.stream().filter(host -> !host.isOutOfStock()).toList();
        var used = inStock.stream().mapToInt(CountedHost::gpusTaken).sum();
        return new CapacityReading(
                gpuType,
                pool,
                hosts.size(),
                (int) hosts.stream().filter(CountedHost::isAvailable).count(),
                underWay.size(),
                outOfStock.size(),
                capacity(inStock) - used,
                used,
                capacity(underWay),
                capacity(outOfStock));
    }

    private static int capacity(Collection<CountedHost> hosts) {
        return hosts.stream().mapToInt(CountedHost::gpuCapacity).sum();
    }
}
