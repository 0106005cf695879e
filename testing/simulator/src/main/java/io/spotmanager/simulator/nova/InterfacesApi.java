package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.FleetState;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.neutron.Network;
import io.spotmanager.simulator.neutron.Networks;
import io.spotmanager.simulator.neutron.Port;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** os-interface: lists, attaches and detaches the ports of a server; an attach always creates a further port. */
final class InterfacesApi {

    private static final int TAGS = 70;
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(60);
    private static final Set<ServerState> ATTACHABLE = Set.of(ServerState.ACTIVE, ServerState.SHUTOFF);

    private final Fleet fleet;
    private final Networks networks;
    private final Time time;

    InterfacesApi(Fleet fleet, Networks networks, Time time) {
        this.fleet = fleet;
        this.networks = networks;
        this.time = time;
    }

    void register(Router<NovaHandler> router) {
        String path = "/v2.1/servers/{id}/os-interface";
        router.route("GET", path, this::list)
                .route("POST", path, this::attach)
                .route("DELETE", path + "/{port}", this::detach);
    }

    private Response list(NovaCall call) {
        ArrayNode found = Json.array();
        networks.of(server(call)).forEach(port -> found.add(view(call, port)));
        return Response.json(200, Json.object().set("interfaceAttachments", found));
    }

    private Response attach(NovaCall call) {
        JsonNode attachment = call.body().path("interfaceAttachment");
        Server server = server(call);
        if (!ATTACHABLE.contains(server.state())) {
            return NovaErrors.conflict("Cannot 'attach_interface' instance " + server.id() + " while it is in vm_state "
                    + server.state().vmState());
        }
        requireUnused(attachment);
        String networkId = attachment.path("net_id").asString("");
        if (networkId.isEmpty()) {
            return NovaErrors.badRequest("Multiple possible networks found, use a Network ID to be more specific.");
        }
        if (!reachable(server)) {
            time.pause(RPC_TIMEOUT);
            return NovaErrors.unexpected("oslo_messaging.exceptions.MessagingTimeout");
        }
        Optional<Network> network = networks.all().stream()
                .filter(each -> each.id().equals(networkId))
                .findFirst();
        return network.map(each -> Response.json(
                        200, Json.object().set("interfaceAttachment", view(call, networks.attach(server, each)))))
                .orElseGet(() -> NovaErrors.unexpected("oslo_messaging.rpc.client.RemoteError"));
    }

    private Response detach(NovaCall call) {
        server(call);
        networks.detach(call.parameter("port"));
        return Response.empty(202);
    }

    private void requireUnused(JsonNode attachment) {
        String portId = attachment.path("port_id").asString("");
        if (!portId.isEmpty()
                && networks.ports().stream().anyMatch(port -> port.id().equals(portId))) {
            throw new Refused(NovaErrors.conflict("Port " + portId + " is still in use."));
        }
        for (JsonNode fixed : attachment.path("fixed_ips")) {
            String address = fixed.path("ip_address").asString("");
            if (networks.ports().stream().anyMatch(port -> port.address().equals(address))) {
                throw new Refused(NovaErrors.conflict("Fixed IP " + address + " is already in use."));
            }
        }
    }

    private boolean reachable(Server server) {
        FleetState state = fleet.state();
        String host = server.host();
        ComputeService compute = host == null ? null : state.compute(host);
        return compute != null && compute.alive();
    }

    private Server server(NovaCall call) {
        return ServersApi.find(call, fleet.state()).orElseThrow(() -> new Refused(ServersApi.noSuchServer(call)));
    }

    private static ObjectNode view(NovaCall call, Port port) {
        ObjectNode view = Json.object()
                .put("net_id", port.network().id())
                .put("port_id", port.id())
                .put("mac_addr", port.mac())
                .put("port_state", "ACTIVE")
                .set(
                        "fixed_ips",
                        Json.array()
                                .add(Json.object()
                                        .put("subnet_id", port.network().subnetId())
                                        .put("ip_address", port.address())));
        return call.version().atLeast(TAGS) ? view.putNull("tag") : view;
    }
}
