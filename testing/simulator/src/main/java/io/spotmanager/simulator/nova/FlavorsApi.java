package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.fleet.Fleet;
import io.spotmanager.simulator.http.Json;
import io.spotmanager.simulator.http.Refused;
import io.spotmanager.simulator.http.Response;
import io.spotmanager.simulator.http.Router;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** flavors: lists and single ones; deleted ones are never shown. */
final class FlavorsApi {

    private final Fleet fleet;
    private final int maxLimit;

    FlavorsApi(Fleet fleet, int maxLimit) {
        this.fleet = fleet;
        this.maxLimit = maxLimit;
    }

    void register(Router<NovaHandler> router) {
        router.route("GET", "/v2.1/flavors", call -> list(call, FlavorView::brief))
                .route("GET", "/v2.1/flavors/detail", call -> list(call, FlavorView::full))
                .route("GET", "/v2.1/flavors/{id}", this::show)
                .route("GET", "/v2.1/flavors/{id}/os-extra_specs", this::specs);
    }

    private Response list(NovaCall call, BiFunction<Flavor, NovaCall, ObjectNode> view) {
        Predicate<Flavor> visible = visible(call);
        return Page.cut(call, fleet.state().flavors(), visible.and(flavor -> !flavor.deleted()), Flavor::id, maxLimit)
                .answer(call, "flavors", flavor -> view.apply(flavor, call));
    }

    private static Predicate<Flavor> visible(NovaCall call) {
        if (!call.token().admin()) {
            String project = call.token().project().name();
            return flavor -> flavor.visibleTo(project);
        }
        String asked = call.query().get("is_public").orElse("true");
        if (asked.equalsIgnoreCase("none")) {
            return flavor -> true;
        }
        Optional<Boolean> open = BooleanText.parse(asked);
        if (open.isEmpty()) {
            throw new Refused(NovaErrors.badRequest("Invalid is_public filter [" + asked + "]"));
        }
        return flavor -> flavor.isPublic() == open.get();
    }

    private Response show(NovaCall call) {
        return found(call)
                .map(flavor -> Response.json(200, Json.object().set("flavor", FlavorView.full(flavor, call))))
                .orElseGet(() -> missing(call));
    }

    private Response specs(NovaCall call) {
        return found(call)
                .map(flavor -> Response.json(200, Json.object().set("extra_specs", Json.object(flavor.extraSpecs()))))
                .orElseGet(() -> missing(call));
    }

    private static Response missing(NovaCall call) {
        return NovaErrors.notFound("Flavor " + call.parameter("id") + " could not be found.");
    }

    private Optional<Flavor> found(NovaCall call) {
        String id = call.parameter("id");
        return fleet.state().flavors().stream()
                .filter(flavor -> flavor.id().equals(id) && !flavor.deleted())
                .filter(flavor -> call.token().admin()
                        || flavor.visibleTo(call.token().project().name()))
                .findFirst();
    }
}
