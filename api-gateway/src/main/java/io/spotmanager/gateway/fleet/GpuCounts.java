package io.spotmanager.gateway.fleet;

import java.util.Collection;

/**
 * The GPUs of some hosts, each host counted once, by what can be done with them. All numbers are GPUs, not hosts:
 * {@code total} is {@code sellable} + {@code under_way} + {@code out_of_stock}, and {@code sellable} is {@code free} + {@code used}.
 *
 * @param free of hosts in stock: what no VM uses
 * @param used of hosts in stock: what VMs use, and all of a host that is in use although Nova lists no VM on it
 * @param sellable all of hosts in stock
 * @param underWay all of hosts that an open move has taken out of one pool and not yet put into the other
 * @param outOfStock all of hosts that cannot be sold, whether VMs use them or not
 * @param total all of them
 */
record GpuCounts(int free, int used, int sellable, int underWay, int outOfStock, int total) {
    static GpuCounts of(Collection<HostView> hosts) {
        var used = 0;
        var sellable = 0;
        var underWay = 0;
        var outOfStock = 0;
        for (var host : hosts) {
            var capacity = host.usage().gpuCapacity();
            if (host.isUnderWay()) {
                underWay += capacity;
            } else if (host.isOutOfStock()) {
                outOfStock += capacity;
            } else {
                sellable += capacity;
                used += host.gpusTaken();
            }
        }
        return new GpuCounts(sellable - used, used, sellable, underWay, outOfStock, sellable + underWay + outOfStock);
    }
}
