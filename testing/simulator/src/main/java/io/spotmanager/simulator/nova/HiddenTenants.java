package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Tenants that the lists of their hosts do not show: resizes, soft deletion, cells out of reach, left-over allocations. */
public final class HiddenTenants implements Part {

    /** The settings of a test; a PUT replaces all of them. */
    record Settings(
            @Nullable Boolean softDelete,
            @Nullable List<String> unreachableHosts,
            @Nullable Map<String, String> leftOver,
            @Nullable Boolean placementForbidden,
            @Nullable List<Underway> migrations,
            @Nullable List<String> unauthorizedPaths) {}

    /**
     * A migration that a test declares.
     *
     * @param server its id
     */
    record Underway(String server, String type, String source, String target, String status) {}

    /** @param server its id */
    record Migration(
            int id, String uuid, String server, String type, String source, String target, String status, Instant at) {
        private static final Set<String> OVER =
                Set.of("confirmed", "reverted", "error", "failed", "completed", "cancelled", "done");

        boolean open() {
            return !OVER.contains(status);
        }

        private Migration with(String other) {
            return new Migration(id, uuid, server, type, source, target, other, at);
        }
    }

    private static final int DECLARED = 1000;
    private static final Settings NONE = new Settings(null, null, null, null, null, null);

    private final Fleet fleet;
    private final List<Migration> migrations = new ArrayList<>();
    private final Map<String, Flavor> before = new HashMap<>();
    private Settings settings = NONE;

    public HiddenTenants(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Takes a body such as {@code {"softDelete": true, "unreachableHosts": ["H1"], "leftOver": {"consumer": "H1"}}}. */
    public synchronized Response set(Request request) {
        try {
            settings = Json.read(request.body(), Settings.class);
            return Response.empty(204);
        } catch (JacksonException e) {
            return Response.json(400, Json.object().put("error", "no such settings: " + e.getOriginalMessage()));
        }
    }

    synchronized boolean softDeletes() {
        return Boolean.TRUE.equals(settings.softDelete());
    }

    synchronized boolean placementForbidden() {
        return Boolean.TRUE.equals(settings.placementForbidden());
    }

    synchronized boolean isOutOfReach(@Nullable String host) {
        return host != null
                && settings.unreachableHosts() != null
                && settings.unreachableHosts().contains(host);
    }

    /** As for an application credential with access rules: 401 for a path that no rule names, though the token is good. */
    synchronized boolean isUnauthorized(String path) {
        return settings.unauthorizedPaths() != null
                && settings.unauthorizedPaths().stream().anyMatch(path::startsWith);
    }

    boolean isOutOfReach(ComputeService service) {
        return service.binary().equals(ComputeService.COMPUTE) && isOutOfReach(service.host());
    }

    /** Newest first. */
    synchronized List<Migration> migrations() {
        return Stream.concat(declared(), migrations.reversed().stream()).toList();
    }

    private Stream<Migration> declared() {
        List<Underway> given = Objects.requireNonNullElse(settings.migrations(), List.<Underway>of());
        return IntStream.range(0, given.size()).mapToObj(i -> {
            Underway each = given.get(i);
            return new Migration(
                    DECLARED + i,
                    UUID.nameUUIDFromBytes((each.server() + " migration " + i).getBytes(StandardCharsets.UTF_8))
                            .toString(),
                    each.server(),
                    each.type(),
                    each.source(),
                    each.target(),
                    each.status(),
                    Instant.EPOCH);
        });
    }

    /** Moves the server to another host, with another flavor, where it waits for its confirmation; empty if there is no other host. */
    synchronized Optional<Migration> resize(Server server, Flavor flavor, Instant now) {
        String source = String.valueOf(server.host());
        return target(source).map(target -> {
            Migration migration = new Migration(
                    migrations.size() + 1,
                    UUID.randomUUID().toString(),
                    server.id(),
                    "resize",
                    source,
                    target,
                    "finished",
                    now);
            migrations.add(migration);
            fleet.move(server.id(), target, ServerState.VERIFY_RESIZE);
            fleet.resize(server.id(), flavor);
            before.put(server.id(), server.flavor());
            return migration;
        });
    }

    /** Ends the resize of that server; false if none waits. */
    synchronized boolean endResize(String server, boolean revert) {
        for (int i = 0; i < migrations.size(); i++) {
            Migration migration = migrations.get(i);
            if (migration.server().equals(server) && migration.open()) {
                migrations.set(i, migration.with(revert ? "reverted" : "confirmed"));
                fleet.move(server, revert ? migration.source() : migration.target(), ServerState.ACTIVE);
                Flavor former = before.remove(server);
                if (revert && former != null) {
                    fleet.resize(server, former);
                }
                return true;
            }
        }
        return false;
    }

    /** Nova confirms the resize of a server that is deleted. */
    synchronized void forget(String server) {
        migrations.replaceAll(each -> each.server().equals(server) && each.open() ? each.with("confirmed") : each);
    }

    /** Returns the consumers with allocations on that host, with their VCPUs. */
    synchronized Map<String, Integer> consumers(String host) {
        Map<String, Integer> consumers = new LinkedHashMap<>();
        FleetState state = fleet.state();
        state.servers().stream()
                .filter(server -> server.exists() && host.equals(server.host()))
                .forEach(server -> consumers.put(server.id(), 1));
        migrations.stream()
                .filter(each -> each.open() && each.source().equals(host))
                .forEach(each -> consumers.put(each.uuid(), 1));
        declared().filter(Migration::open).forEach(each -> {
            // A live migration holds its target in the name of the server and its source in its own until it is over.
            if (each.source().equals(host)) {
                consumers.put(each.uuid(), 1);
                consumers.remove(each.server());
            } else if (each.target().equals(host)) {
                consumers.put(each.server(), 1);
            }
        });
        if (settings.leftOver() != null) {
            settings.leftOver().forEach((consumer, where) -> {
                if (where.equals(host)) {
                    consumers.put(consumer, 1);
                }
            });
        }
        return consumers;
    }

    /** The uuid of a host's compute node and of its resource provider. */
    static String node(String host) {
        return UUID.nameUUIDFromBytes(("node of " + host).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private Optional<String> target(String source) {
        FleetState state = fleet.state();
        List<String> beside = state.aggregates().values().stream()
                .filter(aggregate -> aggregate.hosts().contains(source))
                .flatMap(aggregate -> aggregate.hosts().stream())
                .toList();
        List<String> all = state.computes().stream().map(ComputeService::host).toList();
        return List.of(beside, all).stream()
                .flatMap(List::stream)
                .filter(host -> !host.equals(source))
                .findFirst();
    }

    @Override
    public synchronized void describe(ObjectNode view) {
        view.set("migrations", Json.tree(migrations));
    }

    @Override
    public synchronized void reset() {
        migrations.clear();
        before.clear();
        settings = NONE;
    }
}
