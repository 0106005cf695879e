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

/** The endpoints under {@code /_simulator/}; they need no token, and no fault or latency touches them. */
public final class ControlApi implements Service {

    /** What their paths begin with. */
    public static final String PREFIX = "/_simulator/";

    private final Fleet fleet;
    private final CallLog log;
    private final Router<Service> router = new Router<>();

    public ControlApi(Fleet fleet, CallLog log, FaultScript script) {
        this.fleet = fleet;
        this.log = log;
        FaultsApi faults = new FaultsApi(script);
        router.route("GET", PREFIX + "state", request -> Response.json(200, StateView.of(fleet.state())))
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

    private Response reset() {
        fleet.reset();
        return Response.json(200, StateView.of(fleet.state()));
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
                                        + " and GET, POST and DELETE faults under " + PREFIX));
    }
}
