package io.spotmanager.simulator.faults;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import tools.jackson.core.JacksonException;

/** Takes in fault scripts over HTTP and tells how often they struck. */
public final class FaultsApi {

    private final FaultScript script;

    public FaultsApi(FaultScript script) {
        this.script = script;
    }

    /** Puts the script of the request's body in force. */
    public Response play(Request request) {
        try {
            script.play(Json.read(request.body(), FaultPlan.class));
            return show(request);
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
    public Response show(Request request) {
        return Response.json(200, Json.object().set("rules", Json.tree(script.counts())));
    }

    /** Ends all faults and shows the final counts. */
    public Response clear(Request request) {
        Response last = show(request);
        script.play(FaultPlan.NONE);
        return last;
    }
}
