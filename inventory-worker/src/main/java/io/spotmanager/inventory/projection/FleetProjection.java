package io.spotmanager.inventory.projection;

import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.table.MemberRow;
import io.spotmanager.fleet.table.ProjectRow;
import io.spotmanager.fleet.table.Table;
import io.spotmanager.fleet.table.Tables;
import java.util.Map;
import java.util.stream.Collectors;

/** Computes the rows of the whole fleet from the observations. A pure function: the same observations give the same rows. */
public final class FleetProjection {
    private final FleetRules rules;

    public FleetProjection(FleetRules rules) {
        this.rules = rules;
    }

    /** @param drift decides the drift of each host from the pools that hold it */
    public Tables project(Observations facts, DriftDetector drift) {
        var pools = new PoolMap(facts.aggregates(), rules.naming());
        var hosts = new HostFacts(facts, pools.types(rules.types()));
        var types = new TypeMap(pools, hosts);
        var projection = new HostProjection(rules.capacity(), pools, hosts, types);
        Map<String, String> projects = facts.projects().stream()
                .collect(Collectors.toMap(ProjectRow::id, ProjectRow::name, (one, other) -> one));
        return Tables.EMPTY
                .with(Table.POOL, pools.all().stream().map(types::row).toList())
                .with(
                        Table.MEMBER,
                        facts.aggregates().stream()
                                .flatMap(aggregate ->
                                        aggregate.hosts().stream().map(host -> new MemberRow(aggregate.name(), host)))
                                .toList())
                .with(
                        Table.HOST,
                        hosts.names(pools.hosts()).stream()
                                .map(host -> projection.project(host, drift.of(host, pools.poolNames(host))))
                                .toList())
                .with(
                        Table.VM,
                        facts.servers().stream().map(each -> each.row(projects)).toList())
                .with(Table.FLAVOR, facts.flavors())
                .with(Table.PROJECT, facts.projects())
                .with(Table.DEVICE, facts.devices());
    }
}
