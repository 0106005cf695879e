package io.spotmanager.gateway.fleet;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Totals of a GPU type, including hosts in no pool.
 *
 * @param hostsAvailable hosts in stock without VMs
 * @param hostsUnderWay hosts between two pools of an open move
 * @param hostsOutOfStock hosts that cannot be sold, without those under way
 * @param largestFree the most GPUs that are free on one host in stock: what the largest VM can have
 * @param outOfStockReasons why hosts cannot be sold, the reason of most hosts first
 * @param soldIn the pools and contracts of the type, by name
 */
record TypeCounts(
        int hostsAvailable,
        int hostsUnderWay,
        int hostsOutOfStock,
        int largestFree,
        List<Fleet.ReasonCount> outOfStockReasons,
        GpuCounts gpus,
        List<PoolCounts> soldIn) {
    /**
     * @param hostsAvailable hosts in stock without VMs
     * @param hostsArriving hosts that an open move has removed from another pool and not yet added to this one
     * @param largestFree the most GPUs that are free on one host of it in stock
     * @param gpus GPUs of the hosts in the pool and of arriving hosts
     */
    record PoolCounts(
            String name,
            @Nullable String pool,
            boolean nvlinks,
            int hosts,
            int hostsAvailable,
            int hostsArriving,
            int largestFree,
            GpuCounts gpus) {}

    /** The most GPUs that are free on one of them that is in stock; 0 if there are none. */
    static int largestFree(Collection<HostView> hosts) {
        return hosts.stream()
                .filter(host -> !host.isOutOfStock())
                .mapToInt(host -> host.usage().gpuCapacity() - host.gpusTaken())
                .max()
                .orElse(0);
    }

    static TypeCounts of(Collection<HostView> hosts, List<PoolCounts> soldIn) {
        return new TypeCounts(
                count(hosts.stream().filter(HostView::isAvailable).count()),
                count(hosts.stream().filter(HostView::isUnderWay).count()),
                count(hosts.stream()
                        .filter(host -> host.isOutOfStock() && !host.isUnderWay())
                        .count()),
                largestFree(hosts),
                Fleet.reasons(hosts.stream()
                        .filter(host -> host.isOutOfStock() && !host.isUnderWay())
                        .toList()),
                GpuCounts.of(hosts),
                soldIn);
    }

    private static int count(long number) {
        return Math.toIntExact(number);
    }
}
