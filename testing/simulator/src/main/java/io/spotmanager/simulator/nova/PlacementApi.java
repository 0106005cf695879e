package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.ComputeService;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.keystone.KeystoneErrors;
import io.spotmanager.simulator.keystone.Token;
import io.spotmanager.simulator.keystone.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Placement: resource providers and their allocations, with the responses of placement 8. */
public final class PlacementApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/placement";

    private static final Pattern ALLOCATIONS = Pattern.compile(PREFIX + "/resource_providers/([^/]+)/allocations");

    private final Fleet fleet;
    private final HiddenTenants hidden;
    private final Tokens tokens;

    public PlacementApi(Fleet fleet, HiddenTenants hidden, Tokens tokens) {
        this.fleet = fleet;
        this.hidden = hidden;
        this.tokens = tokens;
    }

    /** Repeats the microversion that was asked for, as placement 8 does in every answer. */
    @Override
    public Response answer(Request request) {
        Response answer = answered(request);
        return request.header(Microversion.HEADER)
                .filter(asked -> asked.startsWith("placement "))
                .map(asked -> answer.with(Microversion.HEADER, asked).with("Vary", Microversion.HEADER))
                .orElse(answer);
    }

    private Response answered(Request request) {
        Optional<Token> token = tokens.of(request);
        if (token.isEmpty() || hidden.isUnauthorized(request.path())) {
            return KeystoneErrors.unauthorizedElsewhere(request.base());
        }
        if (!token.get().admin() || hidden.placementForbidden()) {
            return error(403, "Forbidden", "placement:resource_providers:list is not allowed");
        }
        Matcher allocations = ALLOCATIONS.matcher(request.path());
        if (allocations.matches()) {
            return allocations(allocations.group(1));
        }
        return request.path().equals(PREFIX + "/resource_providers")
                ? providers(request)
                : error(404, "Not Found", "The resource could not be found.");
    }

    private Response providers(Request request) {
        String tree = request.query().get("in_tree").orElse(null);
        String name = request.query().get("name").orElse(null);
        ArrayNode providers = Json.array();
        computes().stream()
                .filter(service -> tree == null || tree.equals(HiddenTenants.node(service.host())))
                .filter(service -> name == null || name.equals(service.host()))
                .forEach(service -> providers.add(provider(service)));
        return Response.json(200, Json.object().set("resource_providers", providers));
    }

    private static ObjectNode provider(ComputeService service) {
        String uuid = HiddenTenants.node(service.host());
        return Json.object()
                .put("uuid", uuid)
                .put("name", service.host())
                .put("generation", 1)
                .putNull("parent_provider_uuid")
                .put("root_provider_uuid", uuid);
    }

    private Response allocations(String uuid) {
        return computes().stream()
                .filter(service -> uuid.equals(HiddenTenants.node(service.host())))
                .findFirst()
                .map(service -> {
                    ObjectNode all = Json.object();
                    hidden.consumers(service.host())
                            .forEach((consumer, vcpus) -> all.set(
                                    consumer,
                                    Json.object().set("resources", Json.object().put("VCPU", vcpus))));
                    return Response.json(
                            200, Json.object().set("allocations", all).put("resource_provider_generation", 1));
                })
                .orElseGet(() -> error(404, "Not Found", "No resource provider with uuid " + uuid + " found"));
    }

    private List<ComputeService> computes() {
        return fleet.state().computes();
    }

    private static Response error(int status, String title, String detail) {
        return Response.refusal(
                status,
                Json.object()
                        .set(
                                "errors",
                                Json.array()
                                        .add(Json.object()
                                                .put("status", status)
                                                .put("title", title)
                                                .put("detail", detail))));
    }
}
