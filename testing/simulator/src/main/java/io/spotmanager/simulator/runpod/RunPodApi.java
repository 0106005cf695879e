package io.spotmanager.simulator.runpod;

import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Request;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Service;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** RunPod's GraphQL: machineAdd, machineDelete and the machines of myself. Errors come with status 200. */
public final class RunPodApi implements Service {

    /** The prefix of its path. */
    public static final String PREFIX = "/runpod";

    /** The only valid key, in a header or as a parameter. */
    public static final String KEY = "simulated-runpod-key";

    private final Machines machines;

    public RunPodApi(Machines machines) {
        this.machines = machines;
    }

    @Override
    public Response answer(Request request) {
        if (!request.path().equals(PREFIX + "/graphql") || !request.method().equals("POST")) {
            return Response.noSuchPage();
        }
        String key = request.header("Authorization")
                .map(header -> header.replaceFirst("^Bearer ", ""))
                .or(() -> request.query().get("api_key"))
                .orElse("");
        if (!key.equals(KEY)) {
            return Response.json(key.isEmpty() ? 403 : 401, errors("Unauthorized", "UNAUTHENTICATED"));
        }
        JsonNode body = Json.read(request.body()).orElse(Json.object());
        try {
            return data(GraphQlReader.read(body.path("query").asString(""), body.path("variables")));
        } catch (IllegalArgumentException e) {
            return Response.json(400, errors(Objects.requireNonNull(e.getMessage()), "GRAPHQL_VALIDATION_FAILED"));
        }
    }

    private Response data(List<Selection> selections) {
        ObjectNode data = Json.object();
        ArrayNode errors = Json.array();
        for (Selection selection : selections) {
            try {
                data.set(selection.name(), resolve(selection));
            } catch (IllegalStateException e) {
                data.putNull(selection.name());
                errors.add(error(Objects.requireNonNull(e.getMessage()), "INTERNAL_SERVER_ERROR")
                        .set("path", Json.array().add(selection.name())));
            }
        }
        ObjectNode answer = Json.object().set("data", data);
        return Response.json(200, errors.isEmpty() ? answer : answer.set("errors", errors));
    }

    private JsonNode resolve(Selection selection) {
        return switch (selection.name()) {
            case "machineAdd" -> add(selection);
            case "machineDelete" -> delete(selection);
            case "myself" -> myself(selection);
            default -> throw unknown(selection, "Query");
        };
    }

    private JsonNode add(Selection selection) {
        String name = argument(selection, "input").path("name").asString("");
        if (name.isBlank()) {
            throw new IllegalArgumentException("Field \"name\" of required type \"String!\" was not provided.");
        }
        return view(machines.add(name), selection.fields());
    }

    /** Accepts the id alone or in an input, because RunPod does not publish which one it expects. */
    private JsonNode delete(Selection selection) {
        JsonNode alone = argument(selection, "machineId");
        String id = (alone.isString() ? alone : argument(selection, "input").path("machineId")).asString("");
        if (!machines.remove(id)) {
            throw new IllegalStateException("Machine not found");
        }
        return view(new Machine(id, "", "", false, Machine.Offer.NONE), selection.fields());
    }

    private JsonNode myself(Selection selection) {
        ObjectNode view = Json.object();
        for (Selection field : selection.fields()) {
            switch (field.name()) {
                case "id" -> view.put("id", "user_simulated");
                case "machines" -> {
                    ArrayNode rows = Json.array();
                    machines.all().forEach(machine -> rows.add(view(machine, field.fields())));
                    view.set("machines", rows);
                }
                default -> throw unknown(field, "User");
            }
        }
        return view;
    }

    private static JsonNode argument(Selection selection, String name) {
        return Objects.requireNonNullElse(selection.arguments().get(name), Json.object());
    }

    static IllegalArgumentException unknown(Selection field, String type) {
        return new IllegalArgumentException("Cannot query field \"" + field.name() + "\" on type \"" + type + "\".");
    }

    private static ObjectNode errors(String message, String code) {
        return Json.object().set("errors", Json.array().add(error(message, code)));
    }

    private static ObjectNode error(String message, String code) {
        return Json.object()
                .put("message", message)
                .set("extensions", Json.object().put("code", code));
    }

    /** Returns the requested fields of a machine. */
    private static ObjectNode view(Machine machine, List<Selection> fields) {
        ObjectNode view = Json.object();
        for (Selection field : fields) {
            switch (field.name()) {
                case "id" -> view.put("id", machine.id());
                case "name" -> view.put("name", machine.name());
                case "installCert" -> view.put("installCert", machine.installCert());
                case "registered" -> view.put("registered", machine.registered());
                case "listed" -> view.put("listed", machine.offer().listed());
                case "gpuReserved" -> view.put("gpuReserved", machine.offer().gpuReserved());
                case "verified", "hidden", "maintenanceMode" -> view.put(field.name(), false);
                case "gpuTotal" -> view.put("gpuTotal", 0);
                case "gpuTypeId", "dataCenterId" -> view.putNull(field.name());
                default -> throw RunPodApi.unknown(field, "Machine");
            }
        }
        return view;
    }
}
