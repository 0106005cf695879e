package io.spotmanager.gateway.fleet;

import java.util.Collection;

/**
 * Numbers of some hosts, each counted once.
 *
 * @param hostsAvailable in stock and without servers
 * @param hostsInUse with servers, in stock or not
 */
record Summary(int hosts, int hostsAvailable, int hostsInUse, int vmCount, int gpuUsed, int gpuCapacity) {
    static Summary of(Collection<HostView> hosts) {
        return new Summary(
                hosts.size(),
                (int) hosts.stream().filter(HostView::isAvailable).count(),
                (int) hosts.stream().filter(host -> host.usage().hasVms()).count(),
                hosts.stream().mapToInt(host -> host.usage().vmCount()).sum(),
                hosts.stream().mapToInt(host -> host.usage().gpuUsed()).sum(),
                hosts.stream().mapToInt(host -> host.usage().gpuCapacity()).sum());
    }
}
