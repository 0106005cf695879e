package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.domain.compute.HiddenTenant.Kind;
import io.spotmanager.domain.compute.Migration;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.fleet.table.HostRow;
import io.spotmanager.fleet.table.HostRow.HiddenTenantRow;
import io.spotmanager.inventory.source.FleetReading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tenant of a host that Nova's list of its servers does not show. */
record HiddenOnHost(String host, HiddenTenant tenant) {

    static Stream<HiddenOnHost> of(HostRow row) {
        return row.usage().hiddenTenants().stream().map(tenant -> new HiddenOnHost(row.name(), tenant(tenant)));
    }

    private static HiddenTenant tenant(HiddenTenantRow row) {
        return new HiddenTenant(Kind.valueOf(row.kind()), row.id(), row.name(), row.text());
    }

    static HiddenTenantRow row(HiddenTenant tenant) {
        return new HiddenTenantRow(tenant.kind().name(), tenant.id(), tenant.name(), tenant.text());
    }

    /** Merges a new reading; kinds whose sources failed keep their previous values. */
    static List<HiddenOnHost> updated(List<HiddenOnHost> known, FleetReading reading, List<CountedServer> listed) {
        Set<Kind> kept = EnumSet.allOf(Kind.class);
        List<HiddenOnHost> all = new ArrayList<>();
        reading.hidden().softDeleted().items().ifPresent(servers -> {
            kept.remove(Kind.SOFT_DELETED);
            servers.forEach(server -> add(all, server.host(), HiddenTenant.softDeleted(server)));
        });
        reading.hidden().migrations().items().ifPresent(migrations -> {
            kept.removeAll(Set.of(Kind.MIGRATION, Kind.LEFT_OVER));
            var everyServerIsKnown = reading.servers().items().isPresent()
                    && reading.hidden().softDeleted().items().isPresent();
            addMigrations(
                    all, migrations, byId(listed, reading.hidden().softDeleted().or(List.of())), everyServerIsKnown);
        });
        reading.hidden().outOfReach().ifPresent(hosts -> {
            kept.remove(Kind.CELL_DOWN);
            hosts.forEach(host -> add(all, host, HiddenTenant.cellDown()));
        });
        known.stream().filter(each -> kept.contains(each.tenant().kind())).forEach(all::add);
        return all.stream().distinct().toList();
    }

    /** A migration whose server is in the host's own list is not hidden. */
    private static void addMigrations(
            List<HiddenOnHost> all,
            List<Migration> migrations,
            Map<String, Server> servers,
            boolean everyServerIsKnown) {
        for (var migration : migrations) {
            var server = servers.get(migration.serverId());
            for (var host : hosts(migration)) {
                var status = server == null ? null : server.status();
                var isListedThere = server != null && host.equalsIgnoreCase(server.host());
                if (!isListedThere && migration.holds(host, status)) {
                    add(
                            all,
                            host,
                            server == null && everyServerIsKnown
                                    ? HiddenTenant.leftOver(
                                            migration.serverId(), "no longer exists and has " + migration.describe())
                                    : migration.tenant(server == null ? null : server.name()));
                }
            }
        }
    }

    private static List<String> hosts(Migration migration) {
        return Stream.of(migration.source(), migration.target())
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
    }

    private static Map<String, Server> byId(List<CountedServer> listed, List<Server> softDeleted) {
        Map<String, Server> byId = new HashMap<>();
        softDeleted.forEach(server -> byId.put(server.id(), server));
        listed.forEach(each -> byId.put(each.server().id(), each.server()));
        return byId;
    }

    private static void add(List<HiddenOnHost> all, @Nullable String host, HiddenTenant tenant) {
        if (host != null) {
            all.add(new HiddenOnHost(host, tenant));
        }
    }
}
