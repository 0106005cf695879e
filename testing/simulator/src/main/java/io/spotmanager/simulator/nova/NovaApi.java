package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Fleet;
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

/** Nova under {@code /v2.1}: checks token, path and microversion in Nova's order, then hands on to the resources. */
public final class NovaApi implements Service {

    /** What its paths begin with. */
    public static final String PREFIX = "/v2.1";

    private final Tokens tokens;
    private final Router<NovaHandler> router = new Router<>();

    /**
     * Nova over that fleet and its networks.
     *
     * @param hidden who has resources of hosts without being listed there
     * @param maxLimit rows in the longest page of a list
     */
    public NovaApi(Fleet fleet, HiddenTenants hidden, Networks networks, Tokens tokens, Time time, int maxLimit) {
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
        if (request.path().equals(PREFIX) || request.path().equals(PREFIX + "/")) {
            return NovaVersions.current(request);
        }
        Optional<Token> token = tokens.of(request);
        if (token.isEmpty()) {
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
}
