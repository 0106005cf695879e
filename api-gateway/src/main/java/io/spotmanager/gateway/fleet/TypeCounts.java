package io.spotmanager.gateway.fleet;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a GPU type, and where. Hosts of the type that are in no pool are counted here and in no pool.
 *
 * @param hostsAvailable in stock and without servers
 * @param hostsUnderWay between two pools, taken by an open move
 * @param hostsOutOfStock that cannot be sold; those under way are none of them
 * @param soldIn the pools and contracts that sell the type, by name
 */
record TypeCounts(int hostsAvailable, int hostsUnderWay, int hostsOutOfStock, GpuCounts gpus, List<PoolCounts> soldIn) {
    /**
     * @param hostsAvailable in stock and without servers
     * @param hostsArriving that an open move has taken out of another pool to put them here
     * @param gpus of the hosts in the pool and of those that arrive
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
