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
 * @param soldIn the pools and contracts of the type, by name
 */
record TypeCounts(int hostsAvailable, int hostsUnderWay, int hostsOutOfStock, GpuCounts gpus, List<PoolCounts> soldIn) {
    /**
     * @param hostsAvailable hosts in stock without VMs
     * @param hostsArriving hosts that an open move has removed from another pool and not yet added to this one
     * @param gpus GPUs of the hosts in the pool and of arriving hosts
     */
    record PoolCounts(
            String name,
            @Nullable String pool,
            boolean nvlinks,
            int hosts,
            int hostsAvailable,
            int hostsArriving,
            GpuCounts gpus) {}

    static TypeCounts of(Collection<HostView> hosts, List<PoolCounts> soldIn) {
        return new TypeCounts(
                count(hosts.stream().filter(HostView::isAvailable).count()),
                count(hosts.stream().filter(HostView::isUnderWay).count()),
                count(hosts.stream()
                        .filter(host -> host.isOutOfStock() && !host.isUnderWay())
                        .count()),
                GpuCounts.of(hosts),
                soldIn);
    }

    private static int count(long number) {
        return Math.toIntExact(number);
    }
}
