package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.compute.Server;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A cloud of one host, {@link #HOST}, which is put wherever a test wants it. Every pool below exists. */
final class Fleet {
    static final String HOST = "CA1-L40-01";

    private static final List<String> AGGREGATES = List.of(
            "L40-n3",
            "L40-n3-spot",
            "L40-n3-runpod",
            "A100-n3",
            "A100-n3-NVLink",
            "A100-n3-NVLink-spot",
            "A100-n3-spot",
            "RTX-A6000-n3-spot",
            "Contract-ACME",
            "contract-initech",
            "cpu-general");

    private final List<Aggregate> aggregates = new ArrayList<>();
    private Optional<ComputeService> service = Optional.of(new ComputeService(HOST, true, true, null, "nova"));
    private List<Server> servers = List.of();

    private Fleet() {
        AGGREGATES.forEach(name -> aggregates.add(aggregate(name, List.of("somebody-else"), null)));
    }

    /** The host is in these and in nothing else. */
    static Fleet withHostIn(String... names) {
        var fleet = new Fleet();
        fleet.aggregates.replaceAll(aggregate -> Arrays.asList(names).contains(aggregate.name())
                ? aggregate(aggregate.name(), List.of("somebody-else", HOST), null)
                : aggregate);
        return fleet;
    }

    Fleet withoutAggregate(String name) {
        aggregates.removeIf(aggregate -> aggregate.name().equals(name));
        return this;
    }

    Fleet withEmpty(String name) {
        aggregates.replaceAll(
                aggregate -> aggregate.name().equals(name) ? aggregate(name, List.of(), null) : aggregate);
        return this;
    }

    Fleet withZone(String name, String zone) {
        aggregates.replaceAll(
                aggregate -> aggregate.name().equals(name) ? aggregate(name, aggregate.hosts(), zone) : aggregate);
        return this;
    }

    Fleet withServers(int count) {
        servers = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new Server("id-" + number, "vm-" + number, "ACTIVE", HOST, "acme", "n3-L40x1"))
                .toList();
        return this;
    }

    Fleet withService(boolean enabled, boolean up) {
        service = Optional.of(new ComputeService(HOST, enabled, up, null, "nova"));
        return this;
    }

    Fleet whichNovaDoesNotKnow() {
        service = Optional.empty();
        return this;
    }

    List<Aggregate> aggregates() {
        return List.copyOf(aggregates);
    }

    List<Server> servers() {
        return servers;
    }

    HostObservation sight() {
        return new HostObservation(aggregates(), service, servers);
    }

    private static Aggregate aggregate(String name, List<String> hosts, @Nullable String zone) {
        return new Aggregate(name.hashCode(), name, hosts, zone, Map.of());
    }
}
