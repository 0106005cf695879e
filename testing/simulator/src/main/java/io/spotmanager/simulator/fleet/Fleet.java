package io.spotmanager.simulator.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The state of the cloud: reads are consistent and do not block, changes are serialised. */
public final class Fleet {

    private final FleetState seeded;
    private final ReentrantLock lock = new ReentrantLock();
    private final Optional<PlacementFile> places;
    private volatile FleetState state;

    /** @param places the file that keeps the pools of the hosts after the process has ended, if any */
    public Fleet(FleetState seeded, Optional<PlacementFile> places) {
        this.seeded = seeded;
        this.places = places;
        this.state = places.map(file -> file.recall(seeded)).orElse(seeded);
    }

    public FleetState state() {
        return state;
    }

    /** Returns the initial state, before all changes of this and earlier processes. */
    public FleetState seeded() {
        return seeded;
    }

    /** Restores the state of the start. */
    public void reset() {
        lock.lock();
        try {
            state = seeded;
            places.ifPresent(file -> file.keep(state));
        } finally {
            lock.unlock();
        }
    }

    /** Puts exactly those hosts into the aggregates with those ids. */
    public void place(Map<Integer, List<String>> hosts) {
        lock.lock();
        try {
            SequencedMap<Integer, Aggregate> aggregates = new LinkedHashMap<>(state.aggregates());
            hosts.forEach(
                    (id, those) -> aggregates.computeIfPresent(id, (same, aggregate) -> aggregate.holding(those)));
            state = state.withAggregates(aggregates);
            places.ifPresent(file -> file.keep(state));
        } finally {
            lock.unlock();
        }
    }

    /** Tries to change aggregates; the state changes only if the attempt ends in {@link AggregateChange.Made}. */
    public AggregateChange change(AggregateEdit edit) {
        lock.lock();
        try {
            SequencedMap<Integer, Aggregate> aggregates = new LinkedHashMap<>(state.aggregates());
            AggregateChange change = edit.apply(state, aggregates);
            if (change instanceof AggregateChange.Made) {
                state = state.withAggregates(aggregates);
                places.ifPresent(file -> file.keep(state));
            }
            return change;
        } finally {
            lock.unlock();
        }
    }

    /** Changes the service with that binary and host; empty if there is none. */
    public Optional<ComputeService> changeService(String binary, String host, UnaryOperator<ComputeService> change) {
        lock.lock();
        try {
            SequencedMap<String, ComputeService> services = new LinkedHashMap<>(state.services());
            Optional<ComputeService> changed = Optional.ofNullable(
                    services.computeIfPresent(FleetState.key(binary, host), (key, service) -> change.apply(service)));
            state = state.withServices(services);
            return changed;
        } finally {
            lock.unlock();
        }
    }

    /** Adds a running server; its number follows that of the newest. */
    public Server boot(Server.Birth birth, Project project, Flavor flavor, String host) {
        return boot(birth, project, flavor, host, ServerState.ACTIVE);
    }

    /** Adds a server in any state, on no host if none is given; its number follows that of the newest. */
    public Server boot(Server.Birth birth, Project project, Flavor flavor, @Nullable String host, ServerState initial) {
        lock.lock();
        try {
            int number = state.servers().stream()
                            .mapToInt(server -> server.birth().number())
                            .max()
                            .orElse(0)
                    + 1;
            Server.Birth numbered = new Server.Birth(birth.id(), number, birth.name(), birth.created());
            Server server = new Server(numbered, project, flavor, host, initial);
            List<Server> servers = new ArrayList<>(state.servers().size() + 1);
            servers.add(server);
            servers.addAll(state.servers());
            state = state.withServers(List.copyOf(servers));
            return server;
        } finally {
            lock.unlock();
        }
    }

    /** Marks a server as deleted; its row stays, so that it still serves as a paging marker. */
    public void delete(String id) {
        changeServer(id, Server::deleted);
    }

    /** Puts a server that still exists into another state. */
    public void turn(String id, ServerState into) {
        changeServer(id, server -> server.exists() ? server.with(into) : server);
    }

    /** Puts a server onto another host. */
    public void move(String id, String host, ServerState into) {
        changeServer(id, server -> server.on(host, into));
    }

    /** Gives a server another flavor. */
    public void resize(String id, Flavor flavor) {
        changeServer(id, server -> server.of(flavor));
    }

    private void changeServer(String id, UnaryOperator<Server> change) {
        lock.lock();
        try {
            state = state.withServers(state.servers().stream()
                    .map(server -> server.id().equals(id) ? change.apply(server) : server)
                    .toList());
        } finally {
            lock.unlock();
        }
    }
}
