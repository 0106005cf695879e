package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.ComputeService.Availability;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** os-services: the list, and enabling or disabling in the style before and after 2.53. */
final class ServicesApi {

    private static final String UPDATE = "os-services:update";

    private static final int DOWN_CELLS = 69;

    private final Fleet fleet;
    private final HiddenTenants hidden;
    private final Time time;

    ServicesApi(Fleet fleet, HiddenTenants hidden, Time time) {
        this.fleet = fleet;
        this.hidden = hidden;
        this.time = time;
    }

    void register(Router<NovaHandler> router) {
        router.route("GET", "/v2.1/os-services", this::list).route("PUT", "/v2.1/os-services/{id}", this::update);
    }

    private Response list(NovaCall call) {
        call.requireAdmin("os-services:list");
        Optional<String> binary = call.query().get("binary");
        Optional<String> host = call.query().get("host");
        ServiceView view = view();
        ArrayNode services = Json.array();
        for (ComputeService service : fleet.state().services().values()) {
            if (service.binary().equals(binary.orElse(service.binary()))
                    && service.host().equals(host.orElse(service.host()))) {
                if (!hidden.isOutOfReach(service)) {
                    services.add(view.of(service, call.version()));
                } else if (call.version().atLeast(DOWN_CELLS)) {
                    services.add(Json.object()
                            .put("binary", service.binary())
                            .put("host", service.host())
                            .put("status", "UNKNOWN"));
                }
            }
        }
        return Response.json(200, Json.object().set("services", services));
    }

    private Response update(NovaCall call) {
        JsonNode body = call.body();
        call.requireAdmin(UPDATE);
        return call.version().atLeast(ServiceView.UUID_AS_ID) ? updateByUuid(call, body) : updateByName(call, body);
    }

    private Response updateByUuid(NovaCall call, JsonNode body) {
        Optional<UnaryOperator<ComputeService>> change = change(body);
        if (change.isEmpty()) {
            return NovaErrors.badRequest("No updates were requested. Fields 'status' or 'forced_down' should be"
                    + " specified, 'status' being enabled or disabled; a reason goes with disabled only.");
        }
        String uuid = call.parameter("id");
        return fleet.state().services().values().stream()
                .filter(service -> service.uuid().equals(uuid))
                .findFirst()
                .flatMap(service -> fleet.changeService(service.binary(), service.host(), change.get()))
                .map(service -> wrapped(view().of(service, call.version())))
                .orElseGet(() -> NovaErrors.notFound("Service " + uuid + " could not be found."));
    }

    private Response updateByName(NovaCall call, JsonNode body) {
        String host = Schema.host(body);
        String binary = Schema.string(body, "binary");
        String reason = body.path("disabled_reason").asString("");
        UnaryOperator<ComputeService> change = switch (call.parameter("id")) {
            case "enable" -> service -> service.with(Availability.ENABLED);
            case "disable" -> service -> service.with(new Availability(false, null));
            case "disable-log-reason" -> service -> service.with(new Availability(false, reason));
            case "force-down" ->
                service -> service.withForcedDown(body.path("forced_down").asBoolean(false));
            default -> UnaryOperator.identity();
        };
        return fleet.changeService(binary, host, change)
                .map(service -> wrapped(brief(service, call.parameter("id"))))
                .orElseGet(() -> NovaErrors.notFound("Could not find binary " + binary + " on host " + host + "."));
    }

    private static ObjectNode brief(ComputeService service, String action) {
        ObjectNode view = Json.object().put("host", service.host()).put("binary", service.binary());
        if (action.equals("force-down")) {
            return view.put("forced_down", service.forcedDown());
        }
        view.put("status", ServiceView.status(service));
        return action.equals("disable-log-reason")
                ? view.put("disabled_reason", service.availability().disabledReason())
                : view;
    }

    private ServiceView view() {
        return new ServiceView(fleet.state().zones(), time.now());
    }

    private static Response wrapped(ObjectNode view) {
        return Response.json(200, Json.object().set("service", view));
    }

    /** Returns the requested change; empty if the body is invalid. */
    private static Optional<UnaryOperator<ComputeService>> change(JsonNode body) {
        String status = body.path("status").asString("");
        String reason = body.path("disabled_reason").stringValueOpt().orElse(null);
        boolean forces = body.path("forced_down").isBoolean();
        boolean reasonable = reason == null || status.equals("disabled");
        if (!reasonable || !isStatus(status, forces)) {
            return Optional.empty();
        }
        return Optional.of(service -> forced(body, forces, switched(service, status, reason)));
    }

    private static boolean isStatus(String status, boolean mayBeMissing) {
        return status.equals("enabled") || status.equals("disabled") || (status.isEmpty() && mayBeMissing);
    }

    private static ComputeService switched(ComputeService service, String status, @Nullable String reason) {
        return switch (status) {
            case "enabled" -> service.with(Availability.ENABLED);
            case "disabled" -> service.with(new Availability(false, reason));
            default -> service;
        };
    }

    private static ComputeService forced(JsonNode body, boolean forces, ComputeService service) {
        return forces ? service.withForcedDown(body.path("forced_down").booleanValue()) : service;
    }
}
