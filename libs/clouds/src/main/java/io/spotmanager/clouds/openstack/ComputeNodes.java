package io.spotmanager.clouds.openstack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.spotmanager.clouds.openstack.HypervisorPage.Hypervisor;
import io.spotmanager.clouds.wire.Journal;
import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Ok;
import io.spotmanager.domain.call.CloudAnswer.Unclear;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Caches for a minute which compute nodes belong to a host's service; there may be several. Nova can only list all
 * nodes, which takes milliseconds for each, and they change only when a compute service restarts.
 */
final class ComputeNodes {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final BulkReads lists;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Map<String, Set<String>> byHost, Instant until) {}

    ComputeNodes(BulkReads lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    /** Returns the uuids of the host's nodes; empty if only other hosts have nodes. */
    CloudAnswer<Set<String>> of(String host, Journal journal) {
        Known now = known;
        if (now != null && clock.instant().isBefore(now.until()) && now.byHost().containsKey(host)) {
            return new Ok<>(now.byHost().getOrDefault(host, Set.of()));
        }
        return lists.hypervisors(journal).then(all -> {
            if (all.isEmpty()) {
                return new Unclear<>("Nova lists no hypervisors at all, so it is not known which one is the host's");
            }
            return new Ok<>(keep(all).getOrDefault(host, Set.of()));
        });
    }

    private Map<String, Set<String>> keep(List<Hypervisor> all) {
        Map<String, Set<String>> byHost =
                all.stream().collect(groupingBy(Hypervisor::host, mapping(Hypervisor::uuid, toSet())));
        known = new Known(byHost, clock.instant().plus(KEPT));
        return byHost;
    }
}
