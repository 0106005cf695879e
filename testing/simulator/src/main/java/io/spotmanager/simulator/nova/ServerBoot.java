package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Time;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Boots a server on the host that the body names, by {@code host} or by an availability zone of the form
 * {@code ZONE:HOST}. There is no scheduler: without a host the call is refused. The server is active at once.
 */
final class ServerBoot implements NovaHandler {

    private final Fleet fleet;
    private final Time time;

    ServerBoot(Fleet fleet, Time time) {
        this.fleet = fleet;
        this.time = time;
    }

    @Override
    public Response handle(NovaCall call) {
        JsonNode request = call.body().path("server");
        String name = Schema.string(request, "name");
        String flavorId = Schema.string(request, "flavorRef");
        call.requireAdmin("servers:create:forced_host");
        Optional<Flavor> flavor = fleet.state().flavors().stream()
                .filter(each -> each.id().equals(flavorId) && !each.deleted())
                .findFirst();
        if (flavor.isEmpty()) {
            return NovaErrors.badRequest("Flavor " + flavorId + " could not be found.");
        }
        Optional<String> host = host(request).filter(each -> fleet.state().compute(each) != null);
        if (host.isEmpty()) {
            return NovaErrors.badRequest("Compute host " + host(request).orElse("(none named)")
                    + " could not be found. The simulator has no scheduler: name a host.");
        }
        Server.Birth birth = new Server.Birth(UUID.randomUUID().toString(), 0, name, time.now());
        Server server = fleet.boot(birth, call.token().project(), flavor.get(), host.get());
        return Response.json(202, Json.object().set("server", accepted(call, server)));
    }

    private static ObjectNode accepted(NovaCall call, Server server) {
        return Json.object()
                .put("id", server.id())
                .set("links", Links.of(call.request(), "servers", server.id()))
                .put("OS-DCF:diskConfig", "MANUAL")
                .set("security_groups", Json.array().add(Json.object().put("name", "default")))
                .put("adminPass", "simulated");
    }

    private static Optional<String> host(JsonNode request) {
        Optional<String> zoned = request.path("availability_zone")
                .stringValueOpt()
                .map(zone -> List.of(zone.split(":", -1)))
                .filter(parts -> parts.size() > 1)
                .map(parts -> parts.get(1));
        return request.path("host").stringValueOpt().or(() -> zoned);
    }
}
