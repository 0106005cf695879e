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
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

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
            case Match.NoSuchPath<Handler> unknown -> Response.noSuchPage();
        };
    }

    private Response list(Request request, Token token, Map<String, String> parameters) {
        ArrayNode found = Json.array();
        for (Network network : networks.all()) {
            if (seen(network, token)
                    && matches(request.query(), "name", network.name())
                    && matches(request.query(), "id", network.id())) {
                found.add(NetworkView.of(network));
            }
        }
        return Response.json(200, Json.object().set("networks", found));
    }

    private Response show(Request request, Token token, Map<String, String> parameters) {
        String id = String.valueOf(parameters.get("id"));
        return networks.all().stream()
                .filter(network -> network.id().equals(id) && seen(network, token))
                .findFirst()
                .map(network -> Response.json(200, Json.object().set("network", NetworkView.of(network))))
                .orElseGet(() -> error(404, "NetworkNotFound", "Network " + id + " could not be found."));
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
