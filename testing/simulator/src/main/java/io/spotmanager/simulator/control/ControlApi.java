package io.spotmanager.simulator.control;

import io.spotmanager.simulator.faults.FaultScript;
import io.spotmanager.simulator.faults.FaultsApi;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.CallLog;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints under {@code /_simulator/}; they need no token, and no fault or latency touches them. */
public final class ControlApi implements Service {

    /** What their paths begin with. */
    public static final String PREFIX = "/_simulator/";

    private final Fleet fleet;
    private final List<Part> parts;
    private final CallLog log;
    private final Router<Service> router = new Router<>();

    /** The endpoints over that fleet and the parts of the world around it. */
    public ControlApi(Fleet fleet, List<Part> parts, CallLog log, FaultScript script) {
        this.fleet = fleet;
        this.parts = parts;
        this.log = log;
        FaultsApi faults = new FaultsApi(script);
        router.route("GET", PREFIX + "state", request -> state())
                .route("POST", PREFIX + "reset", request -> reset())
                .route("GET", PREFIX + "calls", request -> calls())
                .route("DELETE", PREFIX + "calls", request -> forgetCalls())
                .route("GET", PREFIX + "faults", faults::show)
                .route("POST", PREFIX + "faults", faults::play)
                .route("DELETE", PREFIX + "faults", faults::clear);
    }

    @Override
    public Response answer(Request request) {
        return switch (router.find(request.method(), request.path())) {
            case Match.Found<Service>(Service handler, var parameters) -> handler.answer(request);
            case Match.WrongMethod<Service> wrong -> hint(405);
            case Match.NoSuchPath<Service> unknown -> hint(404);
        };
    }

    /** Offers one more endpoint below {@link #PREFIX}. */
    public ControlApi offering(String method, String name, Service service) {
        router.route(method, PREFIX + name, service);
        return this;
    }

    private Response state() {
        ObjectNode picture = StateView.of(fleet.state());
        parts.forEach(part -> part.describe(picture));
        return Response.json(200, picture);
    }

    private Response reset() {
        fleet.reset();
        parts.forEach(Part::reset);
        return state();
    }

    private Response calls() {
        return Response.json(200, Json.tree(new Calls(log.counts(), log.latest())));
    }

    private Response forgetCalls() {
        log.clear();
        return Response.empty(204);
    }

    private static Response hint(int status) {
        return Response.json(
                status,
                Json.object()
                        .put(
                                "error",
                                "Nothing was done: no such endpoint. There are GET state, POST reset, GET and DELETE calls,"
                                        + " GET, POST and DELETE faults, GET and PUT pace, PUT hidden-tenants under "
                                        + PREFIX));
    }
}
