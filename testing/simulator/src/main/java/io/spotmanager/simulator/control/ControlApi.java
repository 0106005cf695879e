package io.spotmanager.simulator.control;

import io.spotmanager.simulator.faults.FaultPlan;
import io.spotmanager.simulator.faults.FaultScript;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Call;
import io.spotmanager.simulator.http.CallLog;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Router.Match;
import io.spotmanager.simulator.http.Service;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control API under {@code /_simulator/}: no token, no faults, no latency. */
public final class ControlApi implements Service {

    /** The prefix of their paths. */
    public static final String PREFIX = "/_simulator/";

    private final Fleet fleet;
    private final List<Part> parts;
    private final CallLog log;
    private final FaultScript script;
    private final Router<Service> router = new Router<>();

    /** The endpoints for that fleet and the other parts of the state. */
    public ControlApi(Fleet fleet, List<Part> parts, CallLog log, FaultScript script) {
        this.fleet = fleet;
        this.parts = parts;
        this.log = log;
        this.script = script;
        router.route("GET", PREFIX + "state", request -> state())
                .route("PUT", PREFIX + "state", this::restore)
                .route("POST", PREFIX + "reset", request -> reset())
                .route("GET", PREFIX + "calls", request -> calls())
                .route("DELETE", PREFIX + "calls", request -> forgetCalls())
                .route("GET", PREFIX + "faults", this::faults)
                .route("POST", PREFIX + "faults", this::playFaults)
                .route("DELETE", PREFIX + "faults", this::endFaults);
    }

    @Override
    public Response answer(Request request) {
        return switch (router.find(request.method(), request.path())) {
            case Match.Found<Service>(Service handler, var parameters) -> handler.answer(request);
            case Match.WrongMethod<Service> wrong -> hint(405);
            case Match.NoSuchPath<Service> unknown -> hint(404);
        };
    }

    /** Adds an endpoint below {@link #PREFIX}. */
    public ControlApi offering(String method, String name, Service service) {
        router.route(method, PREFIX + name, service);
        return this;
    }

    private Response state() {
        ObjectNode view = StateView.of(fleet.state());
        parts.forEach(part -> part.describe(view));
        return Response.json(200, view);
    }

    private Response reset() {
        fleet.reset();
        parts.forEach(Part::reset);
        return state();
    }

    /** Restores the state in the body, as {@code GET state} gave it, of a simulator with the same fleet. */
    private Response restore(Request request) {
        try {
            JsonNode view = Json.read(request.body(), JsonNode.class);
            reset();
            fleet.place(StateView.pools(view));
            parts.forEach(part -> part.restore(view));
            return state();
        } catch (JacksonException e) {
            return Response.json(
                    400,
                    Json.object()
                            .put(
                                    "error",
                                    "The state is unchanged, because the new one cannot be parsed: "
                                            + e.getOriginalMessage() + ". Send what GET state gave."));
        }
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
                                "Nothing was done: no such endpoint. There are GET and PUT state, POST reset, GET and DELETE calls,"
                                        + " GET, POST and DELETE faults, GET and PUT pace, PUT hidden-tenants, PUT machines under "
                                        + PREFIX));
    }

    /** The JSON of the call log: counts per method and route, and the latest calls, oldest first. */
    private record Calls(Map<String, Long> counts, List<Call> latest) {}

    /** Starts the script in the body. */
    private Response playFaults(Request request) {
        try {
            script.play(Json.read(request.body(), FaultPlan.class));
            return faults(request);
        } catch (JacksonException e) {
            return Response.json(
                    400,
                    Json.object()
                            .put(
                                    "error",
                                    "The old fault script stays in force, as the new one cannot be read: "
                                            + e.getOriginalMessage() + ". Correct it and send it again."));
        }
    }

    /** Returns every rule with its counts. */
    private Response faults(Request request) {
        return Response.json(200, Json.object().set("rules", Json.tree(script.counts())));
    }

    /** Ends all faults and returns the final counts. */
    private Response endFaults(Request request) {
        Response last = faults(request);
        script.play(FaultPlan.NONE);
        return last;
    }
}
