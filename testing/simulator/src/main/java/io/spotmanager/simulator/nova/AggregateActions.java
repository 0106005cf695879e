package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.AggregateChange;
import io.spotmanager.simulator.fleet.AggregateEdit;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The actions on an aggregate: the body's only key says which. */
final class AggregateActions implements NovaHandler {

    private static final String POLICY = "os-aggregates:";

    private final Fleet fleet;

    AggregateActions(Fleet fleet) {
        this.fleet = fleet;
    }

    @Override
    public Response handle(NovaCall call) {
        JsonNode body = call.body();
        if (body.isEmpty()) {
            return NovaErrors.badRequest("Malformed request body");
        }
        String action = body.propertyNames().iterator().next();
        return switch (action) {
            case "add_host" -> addHost(call, host(body, action));
            case "remove_host" -> removeHost(call, host(body, action));
            case "set_metadata" -> setMetadata(call, metadata(body, action));
            default -> NovaErrors.badRequest("There is no such action: " + action);
        };
    }

    private Response addHost(NovaCall call, String host) {
        call.requireAdmin(POLICY + "add_host");
        int id = call.id();
        return switch (fleet.change(AggregateEdit.addHost(id, host))) {
            case AggregateChange.Made(Aggregate aggregate) -> changed(aggregate, call);
            case AggregateChange.NoSuchHost unknown ->
                NovaErrors.notFound("Compute host " + host + " could not be found.");
            case AggregateChange.AlreadyIn alreadyIn ->
                NovaErrors.conflict("Aggregate " + id + " already has host " + host + ".");
            case AggregateChange.ZoneConflict(List<String> zones) ->
                NovaErrors.conflict("Cannot add host to aggregate " + id + ". Reason: " + inZones(zones));
            default -> AggregatesApi.noSuchAggregate(call.parameter("id"));
        };
    }

    private Response removeHost(NovaCall call, String host) {
        call.requireAdmin(POLICY + "remove_host");
        int id = call.id();
        // Whether the host or the aggregate is missing, or both are there but apart: one message for all.
        return fleet.change(AggregateEdit.removeHost(id, host)) instanceof AggregateChange.Made(Aggregate aggregate)
                ? changed(aggregate, call)
                : NovaErrors.notFound("Cannot remove host " + host + " in aggregate " + call.parameter("id"));
    }

    private Response setMetadata(NovaCall call, Map<String, @Nullable String> metadata) {
        call.requireAdmin(POLICY + "set_metadata");
        int id = call.id();
        String refusal = "Cannot update metadata of aggregate " + id + ". Reason: ";
        return switch (fleet.change(AggregateEdit.setMetadata(id, metadata))) {
            case AggregateChange.Made(Aggregate aggregate) -> changed(aggregate, call);
            case AggregateChange.ZoneConflict(List<String> zones) -> NovaErrors.badRequest(refusal + inZones(zones));
            case AggregateChange.ServersInZone servers ->
                NovaErrors.badRequest(refusal + "One or more hosts contain instances in this zone.");
            case AggregateChange.EmptyZone(String name) ->
                NovaErrors.badRequest(
                        refusal + "Aggregate " + name + " does not support empty named availability zone.");
            default -> AggregatesApi.noSuchAggregate(call.parameter("id"));
        };
    }

    private static Response changed(Aggregate aggregate, NovaCall call) {
        return Response.json(200, AggregateView.wrapped(AggregateView.of(aggregate, call.version())));
    }

    private static String host(JsonNode body, String action) {
        Schema.only(body, action);
        return Schema.host(Schema.object(body, action, List.of("host")));
    }

    private static Map<String, @Nullable String> metadata(JsonNode body, String action) {
        Schema.only(body, action);
        JsonNode metadata = Schema.object(body, action, List.of("metadata")).path("metadata");
        Map<String, @Nullable String> changes = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
            JsonNode value = entry.getValue();
            if (!value.isString() && !value.isNull()) {
                throw Schema.invalid(entry.getKey(), value, PythonText.of(value) + " is not of type 'string', 'null'");
            }
            changes.put(entry.getKey(), value.isNull() ? null : value.stringValue());
        }
        return changes;
    }

    private static String inZones(List<String> zones) {
        return zones.stream()
                .map(PythonText::quoted)
                .collect(Collectors.joining(", ", "One or more hosts already in availability zone(s) [", "]."));
    }
}
