package io.spotmanager.simulator.neutron;

import io.spotmanager.simulator.control.Part;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Project;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.Timeline;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every server's ports: the one it was booted with, in its project's network, and those that were attached since. */
public final class Networks implements Part {

    /** The shared network that servers are attached to after their start. */
    public static final String STORAGE = "storage-net";

    private static final Duration TIME_TO_DETACH = Duration.ofSeconds(1);
    private static final int ADDRESSES_IN_BLOCK = 250;

    private final Fleet fleet;
    private final Timeline timeline;
    private final Time time;
    private final List<Network> networks;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Port> attached = new ArrayList<>();
    private final Set<String> detached = new HashSet<>();
    private int attachments;

    public Networks(Fleet fleet, Timeline timeline, Time time) {
        this.fleet = fleet;
        this.timeline = timeline;
        this.time = time;
        this.networks = fleet.state().projects().stream().map(Networks::of).toList();
    }

    public List<Network> all() {
        return networks;
    }

    /** The ports of a server, oldest first; one on no host has none. */
    public List<Port> of(Server server) {
        if (server.host() == null) {
            return List.of();
        }
        lock.lock();
        try {
            List<Port> ports = new ArrayList<>(List.of(first(server)));
            attached.stream()
                    .filter(port -> port.serverId().equals(server.id()))
                    .forEach(ports::add);
            ports.removeIf(port -> detached.contains(port.id()));
            return List.copyOf(ports);
        } finally {
            lock.unlock();
        }
    }

    /** The ports of all servers. */
    public List<Port> ports() {
        return fleet.state().servers().stream()
                .filter(Server::exists)
                .flatMap(server -> of(server).stream())
                .toList();
    }

    /** Creates a port for the server, even if it has one on that network already. */
    public Port attach(Server server, Network network) {
        lock.lock();
        try {
            int number = ++attachments;
            Port port = new Port(
                    Ids.of("attachment", server.id() + "/" + number),
                    network,
                    server.id(),
                    attachedMac(number),
                    address(network, ADDRESSES_IN_BLOCK + number));
            attached.add(port);
            return port;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a port a little later; does nothing if there is none of that id. */
    public void detach(String portId) {
        timeline.plan(time.now().plus(TIME_TO_DETACH), () -> remove(portId));
    }

    @Override
    public void describe(ObjectNode view) {
        ArrayNode ports = Json.array();
        for (Port port : ports()) {
            ports.add(Json.object()
                    .put("id", port.id())
                    .put("network", port.network().name())
                    .put("server_id", port.serverId())
                    .put("address", port.address()));
        }
        view.set("ports", ports);
    }

    @Override
    public void restore(JsonNode view) {
        lock.lock();
        try {
            for (JsonNode row : view.path("ports")) {
                String id = row.path("id").asString();
                String server = row.path("server_id").asString();
                if (!id.equals(firstPort(server))) {
                    Network network = networks.stream()
                            .filter(each ->
                                    each.name().equals(row.path("network").asString()))
                            .findFirst()
                            .orElseThrow();
                    int number = ++attachments;
                    attached.add(new Port(
                            id,
                            network,
                            server,
                            attachedMac(number),
                            row.path("address").asString()));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reset() {
        lock.lock();
        try {
            attached.clear();
            detached.clear();
            attachments = 0;
        } finally {
            lock.unlock();
        }
    }

    private void remove(String portId) {
        lock.lock();
        try {
            detached.add(portId);
        } finally {
            lock.unlock();
        }
    }

    private Port first(Server server) {
        int number = server.birth().number();
        Network home = networks.stream()
                .filter(network -> network.owner().id().equals(server.project().id()))
                .findFirst()
                .orElseThrow();
        return new Port(
                firstPort(server.id()),
                home,
                server.id(),
                "fa:16:3e:00:%02x:%02x".formatted(number >> 8 & 0xff, number & 0xff),
                address(home, number));
    }

    private static String firstPort(String server) {
        return Ids.of("port", server);
    }

    private static String attachedMac(int number) {
        return "fa:16:3e:01:%02x:%02x".formatted(number >> 8 & 0xff, number & 0xff);
    }

    private static String address(Network network, int number) {
        return "%s.%d.%d".formatted(network.prefix(), number / ADDRESSES_IN_BLOCK, number % ADDRESSES_IN_BLOCK + 2);
    }

    private static Network of(Project project) {
        boolean admin = project.number() == 0;
        String name = admin ? STORAGE : project.name() + "-net";
        String prefix = admin ? "10.200" : "10." + project.number();
        return new Network(Ids.of("network", name), name, project, admin, prefix);
    }
}
