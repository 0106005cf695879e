package io.spotmanager.gateway.fleet;

import io.spotmanager.domain.pool.PoolKind;
import io.spotmanager.gateway.fleet.Fleet.FormerContract;
import io.spotmanager.gateway.fleet.FormerColumns.Column;
import io.spotmanager.gateway.fleet.FormerColumns.Configuration;
import io.spotmanager.gateway.fleet.FormerColumns.GpuSum;
import io.spotmanager.gateway.fleet.FormerColumns.NamedContract;
import io.spotmanager.gateway.fleet.FormerColumns.Overview;
import io.spotmanager.gateway.fleet.FormerColumns.Stats;
import io.spotmanager.gateway.fleet.FormerColumns.Variant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fleet in the words of the former tool, which had a column for each way of selling. */
final class FormerBoard {
    /** The words for the columns, as the former tool used them in addresses. */
    static final Set<String> COLUMNS = Set.of("ondemand", "runpod", "spot", "contracts", "outofstock");

    /** Where the former tool kept the hosts of every type that are out of stock. */
    static final String OUT_OF_STOCK = "outofstock";

    private static final String NONE = "N/A";

    private final Fleet fleet;

    FormerBoard(Fleet fleet) {
        this.fleet = fleet;
    }

    /** The columns of a type that the fleet knows. */
    FormerColumns columns(String type) {
        var ondemand = column(type, PoolKind.ON_DEMAND);
        var runpod = column(type, PoolKind.RUNPOD);
        var spot = column(type, PoolKind.SPOT);
        var contracts = contracts(type);
        var selling = List.of(ondemand, runpod, spot, contracts);
        return new FormerColumns(
                ondemand,
                runpod,
                spot,
                contracts,
                outOfStock(host -> Fleet.isOfType(type, host)),
                Overview.of(
                        selling.stream()
                                .mapToInt(column -> column.gpuSummary().gpuUsed())
                                .sum(),
                        selling.stream()
                                .mapToInt(column -> column.gpuSummary().gpuCapacity())
                                .sum()),
                stats(selling));
    }

    /** One of the columns alone. */
    FormerColumns column(String type, String which) {
        var all = columns(type);
        return new FormerColumns(
                which.equals("ondemand") ? all.ondemand() : null,
                which.equals("runpod") ? all.runpod() : null,
                which.equals("spot") ? all.spot() : null,
                which.equals("contracts") ? all.contracts() : null,
                which.equals(OUT_OF_STOCK) ? all.outofstock() : null,
                null,
                all.performanceStats());
    }

    /** How many hosts the columns of pools and contracts have, and which. */
    FormerColumns counts(String type) {
        var columns = Stream.of(
                        column(type, PoolKind.ON_DEMAND),
                        column(type, PoolKind.RUNPOD),
                        column(type, PoolKind.SPOT),
                        contracts(type))
                .toList();
        var counted = columns.stream().map(Column::counted).toList();
        return new FormerColumns(
                counted.get(0), counted.get(1), counted.get(2), counted.get(3), null, null, stats(columns));
    }

    /** The hosts of all types that are out of stock. */
    FormerColumns outOfStock() {
        var column = outOfStock(_ -> true);
        return new FormerColumns(null, null, null, null, column, null, stats(List.of(column)));
    }

    /** By type. */
    Map<String, Configuration> configurations(Collection<String> types) {
        var all = new LinkedHashMap<String, Configuration>();
        types.forEach(type -> all.put(type, configuration(type)));
        return all;
    }

    private Configuration configuration(String type) {
        return new Configuration(
                names(type, PoolKind.RUNPOD).findFirst().orElse(null),
                names(type, PoolKind.SPOT).findFirst().orElse(null),
                variants(names(type, PoolKind.ON_DEMAND)),
                named(names(type, PoolKind.CONTRACT)));
    }

    /** The contracts with their hosts. */
    List<FormerContract> contractList(List<PoolFacts> contracts) {
        return contracts.stream()
                .map(pool -> {
                    var hosts = hostsOf(pool);
                    return new FormerContract(pool.name(), pool.name(), hosts, hosts.size());
                })
                .toList();
    }

    /** The hosts of a pool or contract. */
    private List<FormerHost> hostsOf(PoolFacts pool) {
        var kind = Objects.requireNonNullElse(pool.kind(), "");
        var variant = kind.equals(PoolKind.ON_DEMAND.name()) ? pool.name() : null;
        var contract = pool.isContract() ? pool.name() : null;
        return fleet.hostsIn(pool).stream()
                .map(host -> FormerHost.of(host, variant, contract))
                .toList();
    }

    private Column column(String type, PoolKind kind) {
        var names = names(type, kind).toList();
        var name = names.size() < 2
                ? names.stream().findFirst().orElse(NONE)
                : "%s-n3 (%d variants)".formatted(type, names.size());
        return column(type, kind, name, variants(names.stream()), null);
    }

    private Column contracts(String type) {
        var names = names(type, PoolKind.CONTRACT).toList();
        return column(
                type,
                PoolKind.CONTRACT,
                "Contracts (%d contracts)".formatted(names.size()),
                null,
                named(names.stream()));
    }

    private Column column(
            String type,
            PoolKind kind,
            String name,
            @Nullable List<Variant> variants,
            @Nullable List<NamedContract> contracts) {
        var pools = fleet.selling(type).filter(isOf(kind)).toList();
        return new Column(
                name,
                pools.stream().flatMap(pool -> hostsOf(pool).stream()).toList(),
                sum(pools.stream().flatMap(pool -> fleet.hostsIn(pool).stream()).filter(host -> !host.isOutOfStock())),
                variants,
                contracts);
    }

    private Column outOfStock(Predicate<HostView> which) {
        var hosts = fleet.outOfStock(which).hosts();
        return new Column(
                "Out of Stock",
                hosts.stream().map(host -> FormerHost.of(host, null, null)).toList(),
                sum(hosts.stream()),
                null,
                null);
    }

    private static GpuSum sum(Stream<HostView> hosts) {
        var distinct = hosts.distinct().map(HostView::usage).toList();
        return GpuSum.of(
                distinct.stream().mapToInt(HostView.Usage::gpuUsed).sum(),
                distinct.stream().mapToInt(HostView.Usage::gpuCapacity).sum());
    }

    private static Stats stats(List<Column> columns) {
        return new Stats(
                (int) columns.stream()
                        .flatMap(column -> column.names().stream())
                        .distinct()
                        .count(),
                "snapshot");
    }

    private Stream<String> names(String type, PoolKind kind) {
        return fleet.selling(type).filter(isOf(kind)).map(PoolFacts::name);
    }

    private static Predicate<PoolFacts> isOf(PoolKind kind) {
        return pool -> kind.name().equals(pool.kind());
    }

    private static List<Variant> variants(Stream<String> names) {
        return list(names, name -> new Variant(name, name));
    }

    private static List<NamedContract> named(Stream<String> names) {
        return list(names, name -> new NamedContract(name, name));
    }

    private static <T> List<T> list(Stream<String> names, Function<String, T> each) {
        return names.map(each).toList();
    }
}
