package io.spotmanager.simulator.nova;

import io.spotmanager.simulator.fleet.Aggregate;
import io.spotmanager.simulator.http.Json;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of an aggregate. */
final class AggregateView {

    private static final int WITH_UUID = 41;

    private AggregateView() {}

    static ObjectNode of(Aggregate aggregate, Microversion version) {
        ObjectNode view = start(aggregate, version);
        view.set("hosts", Json.strings(aggregate.hosts()));
        view.set("metadata", Json.object(aggregate.metadata()));
        return finish(view, aggregate);
    }

    /** What the answer to a creation shows: neither hosts nor metadata. */
    static ObjectNode ofNew(Aggregate aggregate, Microversion version) {
        return finish(start(aggregate, version), aggregate);
    }

    static ObjectNode wrapped(ObjectNode view) {
        return Json.object().set("aggregate", view);
    }

    private static ObjectNode start(Aggregate aggregate, Microversion version) {
        ObjectNode view = Json.object().put("id", aggregate.id());
        if (version.atLeast(WITH_UUID)) {
            view.put("uuid", aggregate.uuid());
        }
        return view.put("name", aggregate.name());
    }

    private static ObjectNode finish(ObjectNode view, Aggregate aggregate) {
        return view.put("created_at", NovaTime.micros(aggregate.created()))
                .putNull("updated_at")
                .putNull("deleted_at")
                .put("deleted", false)
                .put("availability_zone", aggregate.zone());
    }
}
