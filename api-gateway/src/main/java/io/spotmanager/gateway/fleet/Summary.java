package io.spotmanager.gateway.fleet;

import java.util.Collection;
import java.util.LinkedHashSet;

/**
 * Numbers of some hosts, each counted once.
 *
 * @param hostsAvailable in stock and without servers
 * @param hostsInUse with servers, in stock or not
 * @param gpuUsed GPUs that VMs use, on hosts in stock or not
 * @param gpuCapacity GPUs of all hosts, in stock or not: it tells nothing of what is free
 * @param gpus the same GPUs by what can be done with them, and those of hosts that arrive
 */
record Summary(
        int hosts, int hostsAvailable, int hostsInUse, int vmCount, int gpuUsed, int gpuCapacity, GpuCounts gpus) {
    /** @param arriving counted in {@code gpus} alone */
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
