package io.spotmanager.gateway.fleet;

import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Totals of a set of hosts.
 *
 * @param hostsAvailable hosts in stock without VMs
 * @param hostsInUse hosts with VMs, in stock or not
 * @param gpuUsed GPUs that VMs use, on hosts in stock or not
 * @param gpuCapacity GPUs of all hosts, in stock or not; the difference to {@code gpuUsed} is not what is free
 * @param gpus the same GPUs by use, and those of arriving hosts
 */
record Summary(
        int hosts, int hostsAvailable, int hostsInUse, int vmCount, int gpuUsed, int gpuCapacity, GpuCounts gpus) {
    /** @param arriving hosts that are counted only in {@code gpus} */
    static Summary of(Collection<HostView> hosts, Collection<HostView> arriving) {
        var all = new LinkedHashSet<>(hosts);
        all.addAll(arriving);
        return new Summary(
                hosts.size(),
                (int) hosts.stream().filter(HostView::isAvailable).count(),
                (int) hosts.stream().filter(host -> host.usage().hasVms()).count(),
                hosts.stream().mapToInt(host -> host.usage().vmCount()).sum(),
                hosts.stream().mapToInt(host -> host.usage().gpuUsed()).sum(),
                hosts.stream().mapToInt(host -> host.usage().gpuCapacity()).sum(),
                GpuCounts.of(all));
    }
}
