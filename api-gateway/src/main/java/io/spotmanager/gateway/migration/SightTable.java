package io.spotmanager.gateway.migration;

import io.spotmanager.audit.Json;
import io.spotmanager.clouds.compute.Aggregate;
import io.spotmanager.clouds.compute.ComputeService;
import io.spotmanager.clouds.compute.HiddenTenant;
import io.spotmanager.clouds.compute.HostTenants;
import io.spotmanager.clouds.compute.HostTenants.Place;
import io.spotmanager.clouds.compute.HostTenants.Unchecked;
import io.spotmanager.clouds.compute.Server;
import io.spotmanager.clouds.fleet.HostSight;
import io.spotmanager.fleet.read.SnapshotStatusRepository;
import io.spotmanager.fleet.snapshot.SourceHealth;
import io.spotmanager.gateway.migration.RememberedSight.Stale;
import io.spotmanager.gateway.problem.ProblemType;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads from the snapshot what the rules of moves look at. */
@Component
class SightTable {
    private static final Set<String> CLOUD = Set.of("aggregates", "servers", "services", "soft_deleted", "migrations");

    /** Sources of tenants that Nova's list of servers does not show; what cannot be read of them is named. */
    private static final Map<String, Place> HIDING_PLACES =
            Map.of("soft_deleted", Place.SOFT_DELETED, "migrations", Place.MIGRATIONS, "placement", Place.PLACEMENT);

    private final JdbcClient jdbc;
    private final SnapshotStatusRepository status;
    private final TransactionTemplate oneMoment;

    SightTable(JdbcClient jdbc, SnapshotStatusRepository status, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.status = status;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    RememberedSight of(String host) {
        return Objects.requireNonNull(oneMoment.execute(_ -> {
            var sources = status.read().sources();
            var tenants = new HostTenants(servers(host), hidden(host), unchecked(sources));
            return new RememberedSight(
                    new HostSight(aggregates(), service(host), tenants), age(host), trouble(sources));
        }));
    }

    /** As old as the oldest of what was read of the cloud, unless this host was looked at since. */
    private SnapshotAge age(String host) {
        return jdbc.sql("""
                with cloud as (
                    select min(read_at) as read_at from source where name in ('aggregates', 'servers', 'services')
                    having count(read_at) = 3
                )
                select generation, greatest(cloud.read_at, host_read.read_at) as read_at
                from snapshot cross join cloud left join host_read on host = ?
                """)
                .param(host)
                .query((row, number) -> new SnapshotAge(
                        row.getLong("generation"),
                        row.getObject("read_at", OffsetDateTime.class).toInstant()))
                .optional()
                .orElseThrow(
                        () -> ProblemType.CLOUD_UNAVAILABLE.because(
                                "The fleet has not been read yet, so nothing can be said about this host. Nothing was done; GET /api/snapshot tells what is in the way."));
    }

    private static Optional<Stale> trouble(List<SourceHealth> sources) {
        return sources.stream()
                .filter(source -> CLOUD.contains(source.name()))
                .flatMap(source -> stale(source).stream())
                .min(Comparator.comparing(Stale::since));
    }

    private static Optional<Stale> stale(SourceHealth source) {
        var since = source.staleSince();
        var trouble = source.trouble();
        return since == null || trouble == null ? Optional.empty() : Optional.of(new Stale(since, trouble));
    }

    private List<Aggregate> aggregates() {
        return jdbc.sql("""
                select aggregate_id, name, zone, array(select host from pool_host where pool = name order by host) as hosts
                from pool order by name
                """)
                .query((row, number) -> new Aggregate(
                        row.getLong("aggregate_id"),
                        row.getString("name"),
                        List.of((String[]) row.getArray("hosts").getArray()),
                        row.getString("zone"),
                        Map.of()))
                .list();
    }

    private Optional<ComputeService> service(String host) {
        return jdbc.sql("""
                select service_enabled, service_up, disabled_reason, coalesce(zone, '') as zone
                from host where name = ? and service_up is not null
                """)
                .param(host)
                .query((row, number) -> new ComputeService(
                        host,
                        row.getBoolean("service_enabled"),
                        row.getBoolean("service_up"),
                        row.getString("disabled_reason"),
                        row.getString("zone")))
                .optional();
    }

    private List<HiddenTenant> hidden(String host) {
        return jdbc.sql("select hidden_tenants from host where name = ?")
                .param(host)
                .query((row, number) -> Json.MAPPER.readValue(row.getString(1), HiddenTenant[].class))
                .optional()
                .map(List::of)
                .orElse(List.of());
    }

    private static List<Unchecked> unchecked(List<SourceHealth> sources) {
        return sources.stream()
                .filter(source -> !source.state().equals("OK"))
                .flatMap(source -> Stream.ofNullable(HIDING_PLACES.get(source.name()))
                        .filter(place -> !keeps(place, source))
                        .map(place ->
                                new Unchecked(place, Objects.requireNonNullElse(source.trouble(), "not read yet"))))
                .toList();
    }

    /** What Nova said last is kept, and its age has a check of its own; of placement it is only read whether it may be asked. */
    private static boolean keeps(Place place, SourceHealth source) {
        return place != Place.PLACEMENT && source.readAt() != null;
    }

    private List<Server> servers(String host) {
        return jdbc.sql("select id, name, status, project_id, flavor from vm where host = ? order by name, id")
                .param(host)
                .query((row, number) -> new Server(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("status"),
                        host,
                        row.getString("project_id"),
                        row.getString("flavor")))
                .list();
    }
}
