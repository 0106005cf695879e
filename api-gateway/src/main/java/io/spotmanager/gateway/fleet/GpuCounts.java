package io.spotmanager.gateway.fleet;

import java.util.Collection;

/**
 * The GPUs of a set of hosts by use. All numbers are GPUs, not hosts:
 * {@code total} is {@code sellable} + {@code under_way} + {@code out_of_stock}, and {@code sellable} is {@code free} + {@code used}.
 *
 * @param free GPUs of hosts in stock that no VM uses
 * @param used GPUs of hosts in stock that VMs use, and all GPUs of a host that is in use although Nova lists no VM on it
 * @param sellable GPUs of hosts in stock
 * @param underWay GPUs of hosts that an open move has removed from its source and not yet added to its target
 * @param outOfStock GPUs of hosts that cannot be sold, used or not
 * @param total all GPUs
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
