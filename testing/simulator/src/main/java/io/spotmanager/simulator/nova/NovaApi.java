package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import io.spotmanager.simulator.http.Time;
import io.spotmanager.simulator.keystone.KeystoneErrors;
import io.spotmanager.simulator.keystone.Token;
import io.spotmanager.simulator.keystone.Tokens;
import io.spotmanager.simulator.neutron.Networks;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Nova under {@code /v2.1}: checks token, path and microversion in Nova's order, then calls the resource. */
public final class NovaApi implements Service {

    /** The prefix of its paths. */
    public static final String PREFIX = "/v2.1";

    /** oslo.middleware's max_request_body_size. */
    private static final int LARGEST_BODY = 114_688;

    private final HiddenTenants hidden;
    private final Tokens tokens;
    private final Router<NovaHandler> router = new Router<>();

    /**
     * Nova over that fleet and its networks.
     *
     * @param hidden the tenants that lists of servers do not show
     * @param maxLimit rows in the longest page of a list
     */
    public NovaApi(Fleet fleet, HiddenTenants hidden, Networks networks, Tokens tokens, Time time, int maxLimit) {
        this.hidden = hidden;
        this.tokens = tokens;
        new AggregatesApi(fleet, time).register(router);
        new ServersApi(fleet, hidden, networks, time, maxLimit).register(router);
        new TenantsApi(fleet, hidden, time, maxLimit).register(router);
        new InterfacesApi(fleet, networks, time).register(router);
        new FlavorsApi(fleet, maxLimit).register(router);
        new ServicesApi(fleet, hidden, time).register(router);
    }

    @Override
    public Response answer(Request request) {
        if (request.body().length() > LARGEST_BODY) {
            return Response.html(
                    413,
                    "Request Entity Too Large",
                    "Request is too large. Larger than max_request_body_size (" + LARGEST_BODY + ").");
        }
        if (request.path().equals(PREFIX) || request.path().equals(PREFIX + "/")) {
            return version(request);
        }
        Optional<Token> token = tokens.of(request);
        if (token.isEmpty() || hidden.isUnauthorized(request.path())) {
            return KeystoneErrors.unauthorizedElsewhere(request.base());
        }
        return switch (router.find(request.method(), request.path())) {
            case Match.NoSuchPath<NovaHandler> unknown -> Response.noSuchPage();
            case Match.WrongMethod<NovaHandler> wrong -> NovaErrors.wrongMethod(request.method());
            case Match.Found<NovaHandler>(NovaHandler handler, Map<String, String> parameters) ->
                handle(request, token.get(), handler, parameters);
        };
    }

    private static Response handle(Request request, Token token, NovaHandler handler, Map<String, String> parameters) {
        Microversion version;
        try {
            version = Microversion.of(request);
        } catch (Refused refused) {
            return refused.response();
        }
        try {
            return version.label(handler.handle(new NovaCall(request, token, version, parameters)));
        } catch (Refused refused) {
            return version.label(refused.response());
        }
    }

    /** The version document with the microversions; it needs no token. */
    private static Response version(Request request) {
        try {
            return Microversion.of(request)
                    .label(Response.json(
                            200,
                            versionDocument(
                                    request.base() + PREFIX,
                                    "CURRENT",
                                    Microversion.MIN.toString(),
                                    Microversion.MAX.toString())));
        } catch (Refused refused) {
            return refused.response();
        }
    }

    /** @param oldest empty, like the newest, for an API without microversions */
    static ObjectNode versionDocument(String url, String status, String oldest, String newest) {
        boolean legacy = newest.isEmpty();
        ObjectNode version = Json.object()
                .put("id", legacy ? "v2.0" : "v2.1")
                .put("status", status)
                .put("version", newest)
                .put("min_version", oldest)
                .put("updated", legacy ? "2011-01-21T11:33:21Z" : "2013-07-23T11:33:21Z")
                .set(
                        "links",
                        Json.array()
                                .add(Links.link("self", url + "/"))
                                .add(Links.link("describedby", "http://docs.openstack.org/")
                                        .put("type", "text/html")))
                .set(
                        "media-types",
                        Json.array()
                                .add(Json.object()
                                        .put("base", "application/json")
                                        .put(
                                                "type",
                                                "application/vnd.openstack.compute+json;version="
                                                        + (legacy ? "2" : "2.1"))));
        return Json.object().set("version", version);
    }
}
