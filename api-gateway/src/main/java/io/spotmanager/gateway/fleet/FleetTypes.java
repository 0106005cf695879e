package io.spotmanager.gateway.fleet;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/** The GPU types of a fleet with what is sold of each, and the whole in numbers. */
final class FleetTypes {
    private final Fleet fleet;

    FleetTypes(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Every GPU type with a pool or contract, and the pools with an unknown type. */
    Fleet.GpuTypes gpuTypes() {
        var unclassified =
                fleet.pools().stream().filter(PoolFacts::isUnclassified).toList();
        return new Fleet.GpuTypes(
                fleet.version().generation(),
                types().map(this::type).toList(),
                fleet.former().configurations(types().toList()),
                new Fleet.Unclassified(
                        unclassified.stream().map(PoolFacts::name).toList(),
                        fleet.hostsOf(unclassified).size()));
    }

    /** The same in the former tool's form. */
    Fleet.GpuTypeNames gpuTypeNames() {
        var types = gpuTypes();
        return new Fleet.GpuTypeNames(
                fleet.version().generation(),
                types.gpuTypes().stream().map(Fleet.TypeView::gpuType).toList(),
                types.aggregates(),
                types.gpuTypes(),
                types.unclassified());
    }

    /** The whole fleet. */
    Fleet.Totals totals() {
        var selling = fleet.pools().stream().filter(pool -> pool.kind() != null).toList();
        var all = new LinkedHashSet<>(fleet.hostsOf(selling));
        fleet.hosts().stream().filter(host -> host.placed().gpuType() != null).forEach(all::add);
        return new Fleet.Totals((int) types().count(), selling.size(), all.size(), GpuCounts.of(all));
    }

    private Stream<String> types() {
        return fleet.pools().stream()
                .filter(pool -> !pool.isUnclassified())
                .map(pool -> String.valueOf(pool.gpuType()))
                .distinct()
                .sorted();
    }

    private Fleet.TypeView type(String type) {
        var selling = fleet.pools().stream().filter(pool -> pool.sells(type)).toList();
        var sum = Summary.of(fleet.hostsOf(selling), List.of());
        return new Fleet.TypeView(
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
        var all = new LinkedHashSet<>(fleet.hostsOf(selling));
        selling.forEach(pool -> all.addAll(fleet.arrivingIn(pool)));
        fleet.hosts().stream()
                .filter(host -> type.equals(host.placed().gpuType()))
                .filter(host -> host.placed().aggregate() == null)
                .forEach(all::add);
        return all;
    }

    private TypeCounts.PoolCounts counts(PoolFacts pool) {
        var view = fleet.view(pool);
        return new TypeCounts.PoolCounts(
                pool.name(),
                pool.kind(),
                pool.nvlink(),
                view.gpuSummary().hosts(),
                view.gpuSummary().hostsAvailable(),
                view.arriving().size(),
                TypeCounts.largestFree(fleet.hostsOf(List.of(pool))),
                view.gpuSummary().gpus());
    }
}
