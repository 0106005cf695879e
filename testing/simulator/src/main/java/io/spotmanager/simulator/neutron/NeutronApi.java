package io.spotmanager.simulator.neutron;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Query;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.keystone.KeystoneErrors;
import io.spotmanager.simulator.keystone.Token;
import io.spotmanager.simulator.keystone.Tokens;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Neutron, read-only: networks and ports; Nova attaches and detaches the ports of servers. */
public final class NeutronApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/network";

    @FunctionalInterface
    private interface Handler {
        Response handle(Request request, Token token, Map<String, String> parameters);
    }

    private final Networks networks;
    private final Tokens tokens;
    private final Router<Handler> router = new Router<>();

    public NeutronApi(Networks networks, Tokens tokens) {
        this.networks = networks;
        this.tokens = tokens;
        router.route("GET", PREFIX + "/v2.0/networks", this::list)
                .route("GET", PREFIX + "/v2.0/networks/{id}", this::show)
                .route("GET", PREFIX + "/v2.0/ports", this::ports);
    }

    @Override
    public Response answer(Request request) {
        Optional<Token> token = tokens.of(request);
        if (token.isEmpty()) {
            return KeystoneErrors.unauthorizedElsewhere(request.base());
        }
        return switch (router.find(request.method(), request.path())) {
            case Match.Found<Handler>(Handler handler, Map<String, String> parameters) ->
                handler.handle(request, token.get(), parameters);
            case Match.WrongMethod<Handler> wrong ->
                error(405, "HTTPMethodNotAllowed", "The method is not allowed for this resource.");
            case Match.NoSuchPath<Handler> unknown -> error(404, "HTTPNotFound", "The resource could not be found.");
        };
    }

    private Response list(Request request, Token token, Map<String, String> parameters) {
        Query query = request.query();
        List<Network> found = networks.all().stream()
                .filter(network -> seen(network, token)
                        && matches(query, "name", network.name())
                        && matches(query, "id", network.id()))
                .sorted(Comparator.comparing(Network::id))
                .toList();
        Optional<String> marker = query.get("marker");
        if (marker.isPresent()
                && networks.all().stream().noneMatch(each -> each.id().equals(marker.get()))) {
            return noSuchNetwork(marker.get());
        }
        // Without a limit Neutron 21 returns all; its pagination_max_limit is off by default.
        int limit = query.get("limit")
                .filter(text -> text.matches("[1-9]\\d{0,8}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        List<Network> page = found.stream()
                .filter(network ->
                        marker.map(id -> network.id().compareTo(id) > 0).orElse(true))
                .limit(limit)
                .toList();
        ArrayNode rows = Json.array();
        page.forEach(network -> rows.add(NetworkView.of(network)));
        ObjectNode body = Json.object().set("networks", rows);
        ArrayNode links = links(request, page, limit);
        return Response.json(200, links.isEmpty() ? body : body.set("networks_links", links));
    }

    /** A full page has a link to the next one, also if that is empty; every page has one to the page before. */
    private static ArrayNode links(Request request, List<Network> page, int limit) {
        ArrayNode links = Json.array();
        if (limit == Integer.MAX_VALUE) {
            return links;
        }
        if (page.size() == limit) {
            links.add(link(
                    "next",
                    request,
                    request.query().with("marker", page.getLast().id())));
        }
        Map<String, String> before = new LinkedHashMap<>(request.query().values());
        before.remove("marker");
        if (!page.isEmpty()) {
            before.put("marker", page.getFirst().id());
        }
        before.put("page_reverse", "True");
        return links.add(link("previous", request, Query.of(before)));
    }

    private static ObjectNode link(String rel, Request request, Query query) {
        return Json.object().put("rel", rel).put("href", request.url() + "?" + query.encoded());
    }

    private static Response noSuchNetwork(String id) {
        return error(404, "NetworkNotFound", "Network " + id + " could not be found.");
    }

    private Response show(Request request, Token token, Map<String, String> parameters) {
        String id = String.valueOf(parameters.get("id"));
        return networks.all().stream()
                .filter(network -> network.id().equals(id) && seen(network, token))
                .findFirst()
                .map(network -> Response.json(200, Json.object().set("network", NetworkView.of(network))))
                .orElseGet(() -> noSuchNetwork(id));
    }

    private Response ports(Request request, Token token, Map<String, String> parameters) {
        ArrayNode found = Json.array();
        for (Port port : networks.ports()) {
            if (seen(port.network(), token)
                    && matches(request.query(), "device_id", port.serverId())
                    && matches(request.query(), "network_id", port.network().id())) {
                found.add(NetworkView.of(port));
            }
        }
        return Response.json(200, Json.object().set("ports", found));
    }

    private static boolean seen(Network network, Token token) {
        return token.admin() || network.visibleTo(token.project());
    }

    private static boolean matches(Query query, String name, String value) {
        return query.get(name).map(value::equals).orElse(true);
    }

    private static Response error(int status, String type, String message) {
        return Response.json(
                status,
                Json.object()
                        .set(
                                "NeutronError",
                                Json.object()
                                        .put("type", type)
                                        .put("message", message)
                                        .put("detail", "")));
    }
}
