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
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Placement: resource providers and their allocations, with the responses of placement 8. */
public final class PlacementApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/placement";

    private static final String SERVICE = "placement ";
    private static final String OLDEST = "1.0";
    private static final int NEWEST_MINOR = 39;
    private static final String NEWEST = "1." + NEWEST_MINOR;
    private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4})");
    private static final Pattern ALLOCATIONS = Pattern.compile(PREFIX + "/resource_providers/([^/]+)/allocations");

    private final Fleet fleet;
    private final HiddenTenants hidden;
    private final Tokens tokens;

    public PlacementApi(Fleet fleet, HiddenTenants hidden, Tokens tokens) {
        this.fleet = fleet;
        this.hidden = hidden;
        this.tokens = tokens;
    }

    /** Names the microversion in every answer but 401 and 406, as placement 8 does. */
    @Override
    public Response answer(Request request) {
        String asked = request.header(Microversion.HEADER)
                .filter(header -> header.startsWith(SERVICE))
                .map(header -> header.substring(SERVICE.length()))
                .orElse(OLDEST);
        if (request.path().equals(PREFIX + "/") || request.path().equals(PREFIX)) {
            return labelled(Response.json(200, versions()), OLDEST);
        }
        if (tokens.of(request).isEmpty() || hidden.isUnauthorized(request.path())) {
            return KeystoneErrors.unauthorizedElsewhere(request.base());
        }
        Matcher version = VERSION.matcher(asked);
        if (!version.matches() || Integer.parseInt(version.group(1)) > NEWEST_MINOR) {
            return error(
                    406,
                    "Not Acceptable",
                    "The resource could not be generated that was acceptable to your browser (content of type"
                            + " application/json. \n\n Invalid microversion: Unacceptable version header: " + asked,
                    error -> error.put("max_version", NEWEST).put("min_version", OLDEST));
        }
        return labelled(answered(request), asked);
    }

    private static Response labelled(Response answer, String version) {
        return answer.with(Microversion.HEADER, SERVICE + version).with("Vary", Microversion.HEADER);
    }

    private static ObjectNode versions() {
        return Json.object()
                .set(
                        "versions",
                        Json.array()
                                .add(Json.object()
                                        .put("id", "v1.0")
                                        .put("max_version", NEWEST)
                                        .put("min_version", OLDEST)
                                        .put("status", "CURRENT")
                                        .set("links", Json.array().add(Links.link("self", "")))));
    }

    private Response answered(Request request) {
        if (!tokens.of(request).filter(Token::admin).isPresent() || hidden.placementForbidden()) {
            return error(
                    403,
                    "Forbidden",
                    "Access was denied to this resource.\n\n Policy does not allow placement:resource_providers:list to be"
                            + " performed.  ");
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
                .set(
                        "links",
                        Json.array()
                                .add(Links.link("self", "/resource_providers/" + uuid))
                                .add(part(uuid, "inventories"))
                                .add(part(uuid, "usages"))
                                .add(part(uuid, "aggregates"))
                                .add(part(uuid, "traits"))
                                .add(part(uuid, "allocations")))
                .putNull("parent_provider_uuid")
                .put("root_provider_uuid", uuid);
    }

    private static ObjectNode part(String uuid, String name) {
        return Links.link(name, "/resource_providers/" + uuid + "/" + name);
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
                                    Json.object()
                                            .set(
                                                    "resources",
                                                    Json.object()
                                                            .put("DISK_GB", vcpus)
                                                            .put("MEMORY_MB", vcpus)
                                                            .put("VCPU", vcpus))));
                    return Response.json(
                            200, Json.object().set("allocations", all).put("resource_provider_generation", 1));
                })
                .orElseGet(() -> error(
                        404,
                        "Not Found",
                        "The resource could not be found.\n\n Resource provider '" + uuid
                                + "' not found: No resource provider with uuid " + uuid + " found  "));
    }

    private List<ComputeService> computes() {
        return fleet.state().computes();
    }

    private static Response error(int status, String title, String detail) {
        return error(status, title, detail, _ -> {});
    }

    private static Response error(int status, String title, String detail, Consumer<ObjectNode> more) {
        ObjectNode error = Json.object()
                .put("status", status)
                .put("title", title)
                .put("detail", detail)
                .put("request_id", "req-" + UUID.randomUUID());
        more.accept(error);
        return Response.json(status, Json.object().set("errors", Json.array().add(error)));
    }
}
