package io.spotmanager.clouds.openstack;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.spotmanager.clouds.http.CallRecorder;
import io.spotmanager.clouds.http.Validity;
import io.spotmanager.clouds.openstack.HypervisorPage.Hypervisor;
import io.spotmanager.clouds.openstack.NovaPager.Listing;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.Ok;
import java.time.Duration;
import java.time.InstantSource;
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
    private final InstantSource clock;
    private volatile @Nullable Known known;

    /** For how long an old answer serves a host that can have one node only, while the list cannot be read. */
    private static final Duration KEPT_WITHOUT_ANOTHER = Duration.ofHours(1);

    /** @param alone the hosts whose only node cannot get a second one beside it */
    private record Known(Map<String, Set<String>> byHost, Set<String> alone, List<String> leftOut, Validity time) {
        /** Of a service that can have several nodes, one that cannot be read may be another one of the host's. */
        private CloudResult<Set<String>> nodesOf(String host) {
            Set<String> nodes = byHost.getOrDefault(host, Set.of());
            return leftOut.isEmpty() || nodes.isEmpty() || alone.contains(host)
                    ? new Ok<>(nodes)
                    : new Indeterminate<>("Nova lists a hypervisor that cannot be read (" + leftOut.getFirst()
                            + "), which may be one of the host's");
        }
    }

    ComputeNodes(BulkReads lists, InstantSource clock) {
        this.lists = lists;
        this.clock = clock;
    }

    /** Returns the uuids of the host's nodes; empty if only other hosts have nodes. */
    CloudResult<Set<String>> of(String host, CallRecorder recorder) {
        Known now = known;
        if (now != null && now.time().holds(clock.instant()) && now.byHost().containsKey(host)) {
            CloudResult<Set<String>> nodes = now.nodesOf(host);
            if (nodes.ok()) {
                return nodes;
            }
        }
        CloudResult<Listing<Hypervisor>> answer = lists.hypervisors(recorder);
        // One unreachable cell makes Nova answer 500 for the nodes of all cells (recorded on release 26). A node that
        // has
        // been replaced meanwhile is one that placement no longer knows, and that makes the host unclear.
        if (answer instanceof Indeterminate<Listing<Hypervisor>>
                && now != null
                && now.alone().contains(host)
                && now.time().longer(KEPT_WITHOUT_ANOTHER).holds(clock.instant())) {
            return new Ok<>(now.byHost().getOrDefault(host, Set.of()));
        }
        return answer.then(all -> {
            if (all.items().isEmpty()) {
                return new Indeterminate<>(
                        "Nova lists no hypervisors at all, so it is not known which one is the host's");
            }
            return keep(all).nodesOf(host);
        });
    }

    private Known keep(Listing<Hypervisor> listing) {
        List<Hypervisor> all = listing.items();
        Map<String, Set<String>> byHost =
                all.stream().collect(groupingBy(Hypervisor::host, mapping(Hypervisor::uuid, toSet())));
        Set<String> alone = all.stream()
                .filter(Hypervisor::alone)
                .map(Hypervisor::host)
                .filter(host -> byHost.getOrDefault(host, Set.of()).size() == 1)
                .collect(toSet());
        Known read = new Known(byHost, alone, listing.leftOut(), Validity.of(clock.instant(), KEPT));
        known = read;
        return read;
    }
}
