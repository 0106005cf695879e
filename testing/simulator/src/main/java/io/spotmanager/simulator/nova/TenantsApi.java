package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.fleet.Server;
import io.spotmanager.simulator.fleet.ServerState;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.nova.HiddenTenants.Migration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** os-migrations, os-hypervisors and the actions that take a server from one host to another, as Nova 26 answered. */
final class TenantsApi {
    private static final int TYPES = 23;
    private static final int UUIDS_AND_PAGES = 59;
    private static final int CONFLICT = 409;

    private final Fleet fleet;
    private final HiddenTenants hidden;
    private final Time time;
    private final int maxLimit;

    TenantsApi(Fleet fleet, HiddenTenants hidden, Time time, int maxLimit) {
        this.fleet = fleet;
        this.hidden = hidden;
        this.time = time;
        this.maxLimit = maxLimit;
    }

    void register(Router<NovaHandler> router) {
        router.route("GET", "/v2.1/os-migrations", this::migrations)
                .route("GET", "/v2.1/os-hypervisors/detail", this::hypervisors)
                .route("POST", "/v2.1/servers/{id}/action", this::act);
    }

    private Response migrations(NovaCall call) {
        call.requireAdmin("os-migrations:index");
        String host = call.query().get("host").orElse(null);
        boolean paged = call.version().atLeast(UUIDS_AND_PAGES);
        return Page.cut(
                        call,
                        hidden.migrations(),
                        each -> (host == null || host.equals(each.source()) || host.equals(each.target()))
                                && !hidden.isOutOfReach(each.source()),
                        Migration::uuid,
                        paged ? maxLimit : Integer.MAX_VALUE,
                        "Marker %s could not be found.")
                .answer(call, "migrations", each -> view(each, call.version()));
    }

    private static ObjectNode view(Migration migration, Microversion version) {
        ObjectNode view = Json.object().put("id", migration.id());
        if (version.atLeast(UUIDS_AND_PAGES)) {
            view.put("uuid", migration.uuid());
        }
        view.put("source_compute", migration.source())
                .put("dest_compute", migration.target())
                .put("source_node", migration.source())
                .put("dest_node", migration.target())
                .put("dest_host", "192.168.0.1")
                .put("old_instance_type_id", 1)
                .put("new_instance_type_id", 2)
                .put("instance_uuid", migration.server())
                .put("status", migration.status());
        if (version.atLeast(TYPES)) {
            view.put("migration_type", migration.type());
        }
        return view.put("created_at", NovaTime.micros(migration.at()))
                .put("updated_at", NovaTime.micros(migration.at()));
    }

    private Response hypervisors(NovaCall call) {
        call.requireAdmin("os-hypervisors:list-detail");
        if (fleet.state().computes().stream().anyMatch(hidden::isOutOfReach)) {
            return NovaErrors.unexpected("oslo_db.exception.DBConnectionError");
        }
        return Page.cut(
                        call,
                        fleet.state().computes(),
                        _ -> true,
                        service -> HiddenTenants.node(service.host()),
                        maxLimit)
                .answer(call, "hypervisors", TenantsApi::view);
    }

    /** The name of the hypervisor is not that of the host, as with most drivers. */
    private static ObjectNode view(ComputeService service) {
        return Json.object()
                .put("id", HiddenTenants.node(service.host()))
                .put("hypervisor_hostname", service.host().toLowerCase(java.util.Locale.ROOT) + ".example.org")
                .put("hypervisor_type", "QEMU")
                .put("state", service.up() ? "up" : "down")
                .put("status", ServiceView.status(service))
                .set(
                        "service",
                        Json.object()
                                .put("id", service.uuid())
                                .put("host", service.host())
                                .put("disabled_reason", service.availability().disabledReason()));
    }

    private Response act(NovaCall call) {
        Server server = ServersApi.find(call, fleet.state()).orElse(null);
        if (server == null) {
            return ServersApi.noSuchServer(call);
        }
        JsonNode body = call.body();
        if (body.has("resize")) {
            return server.state() == ServerState.ACTIVE
                            && hidden.resize(server, wanted(body, server), time.now())
                                    .isPresent()
                    ? Response.empty(202)
                    : impossible(server, "resize");
        }
        if (body.has("revertResize") || body.has("confirmResize")) {
            boolean revert = body.has("revertResize");
            return hidden.endResize(server.id(), revert)
                    ? Response.empty(revert ? 202 : 204)
                    : impossible(server, revert ? "revertResize" : "confirmResize");
        }
        if (body.has("restore")) {
            if (server.state() != ServerState.SOFT_DELETED) {
                return impossible(server, "restore");
            }
            fleet.turn(server.id(), ServerState.ACTIVE);
            return Response.empty(202);
        }
        return NovaErrors.badRequest("There is no such action: " + body);
    }

    private Flavor wanted(JsonNode body, Server server) {
        String id = body.at("/resize/flavorRef").asString("");
        return fleet.state().flavors().stream()
                .filter(flavor -> flavor.id().equals(id))
                .findFirst()
                .orElse(server.flavor());
    }

    private static Response impossible(Server server, String action) {
        return NovaErrors.of(
                "conflictingRequest",
                CONFLICT,
                "Cannot '%s' instance %s while it is in vm_state %s"
                        .formatted(action, server.id(), server.state().vmState()));
    }
}
