package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.fleet.AggregateChange;
import io.spotmanager.simulator.fleet.AggregateEdit;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import io.spotmanager.simulator.http.Time;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** os-aggregates: list, show, create and delete; what happens to hosts and metadata is in {@link AggregateActions}. */
final class AggregatesApi {

    private static final String POLICY = "os-aggregates:";

    /** A list as it was answered: the same map of aggregates, which never changes, gives the same answer again. */
    private record Listing(SequencedMap<Integer, Aggregate> of, Microversion version, Response answer) {}

    private final Fleet fleet;
    private final Time time;
    private volatile @Nullable Listing latest;

    AggregatesApi(Fleet fleet, Time time) {
        this.fleet = fleet;
        this.time = time;
    }

    void register(Router<NovaHandler> router) {
        router.route("GET", "/v2.1/os-aggregates", this::list)
                .route("POST", "/v2.1/os-aggregates", this::create)
                .route("GET", "/v2.1/os-aggregates/{id}", this::show)
                .route("DELETE", "/v2.1/os-aggregates/{id}", this::delete)
                .route("POST", "/v2.1/os-aggregates/{id}/action", new AggregateActions(fleet));
    }

    private Response list(NovaCall call) {
        call.requireAdmin(POLICY + "index");
        SequencedMap<Integer, Aggregate> all = fleet.state().aggregates();
        Listing listing = latest;
        if (listing == null || listing.of() != all || !listing.version().equals(call.version())) {
            listing = new Listing(all, call.version(), render(all, call.version()));
            latest = listing;
        }
        return listing.answer();
    }

    private static Response render(SequencedMap<Integer, Aggregate> all, Microversion version) {
        ArrayNode aggregates = Json.array();
        all.values().forEach(aggregate -> aggregates.add(AggregateView.of(aggregate, version)));
        return Response.json(200, Json.object().set("aggregates", aggregates));
    }

    private Response show(NovaCall call) {
        call.requireAdmin(POLICY + "show");
        Aggregate aggregate = fleet.state().aggregate(call.id());
        return aggregate == null
                ? noSuchAggregate(call.parameter("id"))
                : Response.json(200, AggregateView.wrapped(AggregateView.of(aggregate, call.version())));
    }

    private Response create(NovaCall call) {
        JsonNode draft = Schema.object(call.body(), "aggregate", List.of("name", "availability_zone"));
        String name = Schema.string(draft, "name");
        boolean zoned = draft.hasNonNull("availability_zone");
        Map<String, String> metadata =
                zoned ? Map.of("availability_zone", Schema.string(draft, "availability_zone")) : Map.of();
        call.requireAdmin(POLICY + "create");
        AggregateChange change = fleet.change(AggregateEdit.create(
                new Aggregate(0, UUID.randomUUID().toString(), name, List.of(), metadata, time.now())));
        if (change instanceof AggregateChange.Made(Aggregate aggregate)) {
            ObjectNode view = AggregateView.ofNew(aggregate, call.version());
            return Response.json(200, AggregateView.wrapped(view));
        }
        return NovaErrors.conflict("Aggregate " + name + " already exists.");
    }

    private Response delete(NovaCall call) {
        call.requireAdmin(POLICY + "delete");
        return switch (fleet.change(AggregateEdit.delete(call.id()))) {
            case AggregateChange.Made made -> Response.empty(200);
            case AggregateChange.NotEmpty notEmpty ->
                NovaErrors.badRequest(
                        "Cannot remove host from aggregate " + call.id() + ". Reason: Host aggregate is not empty.");
            default -> noSuchAggregate(call.parameter("id"));
        };
    }

    static Response noSuchAggregate(Object id) {
        return NovaErrors.notFound("Aggregate " + id + " could not be found.");
    }
}
