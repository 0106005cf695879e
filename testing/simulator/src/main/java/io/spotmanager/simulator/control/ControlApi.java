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
import tools.jackson.databind.node.ObjectNode;

/** The endpoints under {@code /_simulator/}; they need no token, and no fault or latency touches them. */
public final class ControlApi implements Service {

    /** What their paths begin with. */
    public static final String PREFIX = "/_simulator/";

    private final Fleet fleet;
    private final List<Part> parts;
    private final CallLog log;
    private final FaultScript script;
    private final Router<Service> router = new Router<>();

    /** The endpoints over that fleet and the parts of the world around it. */
    public ControlApi(Fleet fleet, List<Part> parts, CallLog log, FaultScript script) {
        this.fleet = fleet;
        this.parts = parts;
        this.log = log;
        this.script = script;
        router.route("GET", PREFIX + "state", request -> state())
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

    /** The call log as it is shown: counts per method and route, and the latest calls, oldest first. */
    private record Calls(Map<String, Long> counts, List<Call> latest) {}

    /** Puts the script of the request's body in force. */
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

    /** Shows every rule with its counts. */
    private Response faults(Request request) {
        return Response.json(200, Json.object().set("rules", Json.tree(script.counts())));
    }

    /** Ends all faults and shows the final counts. */
    private Response endFaults(Request request) {
        Response last = faults(request);
        script.play(FaultPlan.NONE);
        return last;
    }
}
