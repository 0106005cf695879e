package io.spotmanager.gateway.migration;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.compute.HostTenants.Place;
import io.spotmanager.domain.compute.HostTenants.Unchecked;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.ManyHostsRepository.Known;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.gateway.migration.SnapshotObservation.Stale;
import io.spotmanager.gateway.problem.ProblemType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads from the snapshot what the rules of moves look at. */
@Component
class SnapshotHostReader {
    private static final Set<String> CLOUD = Set.of("aggregates", "servers", "services", "soft_deleted", "migrations");

    /** Sources of tenants that Nova's list of servers does not show; what cannot be read of them is named. */
    private static final Map<String, Place> HIDING_PLACES =
            Map.of("soft_deleted", Place.SOFT_DELETED, "migrations", Place.MIGRATIONS, "placement", Place.PLACEMENT);

    private final ManyHostsRepository many;
    private final PoolRepository pools;
    private final SnapshotStatusRepository status;
    private final TransactionTemplate oneMoment;

    SnapshotHostReader(
            ManyHostsRepository many,
            PoolRepository pools,
            SnapshotStatusRepository status,
            PlatformTransactionManager transactions) {
        this.many = many;
        this.pools = pools;
        this.status = status;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    SnapshotObservation of(String host) {
        return of(List.of(host)).getFirst();
    }

    /** Each of these hosts, in this order, all from one state of the snapshot. */
    List<SnapshotObservation> of(List<String> hosts) {
        return Objects.requireNonNull(oneMoment.execute(_ -> {
            var sources = status.read().sources();
            var aggregates = aggregates();
            var stale = error(sources);
            var unchecked = unchecked(sources);
            var known = many.of(hosts);
            return hosts.stream()
                    .map(host -> observation(Objects.requireNonNull(known.get(host)), aggregates, unchecked, stale))
                    .toList();
        }));
    }

    private static SnapshotObservation observation(
            Known host, List<Aggregate> aggregates, List<Unchecked> unchecked, Optional<Stale> stale) {
        return new SnapshotObservation(
                new HostObservation(aggregates, service(host), new HostTenants(servers(host), hidden(host), unchecked)),
                age(host),
                stale,
                Optional.ofNullable(host.netboxStatus()));
    }

    /** As old as the oldest of what was read of the cloud, unless this host was looked at since. */
    private static SnapshotAge age(Known host) {
        return host.age()
                .map(age -> new SnapshotAge(age.generation(), age.readAt()))
                .orElseThrow(
                        () -> ProblemType.CLOUD_UNAVAILABLE.because(
                                "The fleet has not been read yet, so nothing can be said about this host. Nothing was done; GET /api/snapshot tells what is in the way."));
    }

    private static Optional<Stale> error(List<SourceHealth> sources) {
        return sources.stream()
                .filter(source -> CLOUD.contains(source.name()))
                .flatMap(source -> stale(source).stream())
                .min(Comparator.comparing(Stale::since));
    }

    private static Optional<Stale> stale(SourceHealth source) {
        var since = source.staleSince();
        var error = source.error();
        return since == null || error == null ? Optional.empty() : Optional.of(new Stale(since, error));
    }

    private List<Aggregate> aggregates() {
        return pools.all().stream()
                .map(pool -> new Aggregate(pool.aggregateId(), pool.name(), pool.hosts(), pool.zone(), Map.of()))
                .toList();
    }

    private static Optional<ComputeService> service(Known host) {
        return host.service()
                .map(service -> new ComputeService(
                        host.host(), service.enabled(), service.up(), service.disabledReason(), service.zone()));
    }

    private static List<HiddenTenant> hidden(Known host) {
        return host.hidden().stream()
                .map(row -> new HiddenTenant(Kind.valueOf(row.kind()), row.id(), row.name(), row.text()))
                .toList();
    }

    private static List<Unchecked> unchecked(List<SourceHealth> sources) {
        return sources.stream()
                .filter(source -> !source.state().equals("OK"))
                .flatMap(source -> Stream.ofNullable(HIDING_PLACES.get(source.name()))
                        .filter(place -> !keeps(place, source))
                        .map(place -> new Unchecked(place, Objects.requireNonNullElse(source.error(), "not read yet"))))
                .toList();
    }

    /** What Nova said last is kept, and its age has a check of its own; of placement it is only read whether it may be asked. */
    private static boolean keeps(Place place, SourceHealth source) {
        return place != Place.PLACEMENT && source.readAt() != null;
    }

    private static List<Server> servers(Known host) {
        return host.vms().stream()
                .map(vm -> new Server(
                        vm.id(),
                        vm.name(),
                        vm.status(),
                        host.host(),
                        vm.tenant().projectId(),
                        vm.size().flavor()))
                .toList();
    }
}
