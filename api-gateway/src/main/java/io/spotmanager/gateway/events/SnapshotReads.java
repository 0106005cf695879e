package io.spotmanager.gateway.events;

import io.spotmanager.gateway.fleet.SnapshotStatus;
import io.spotmanager.workflow.operation.Json;
import tools.jackson.databind.JsonNode;

/** Reads how fresh the snapshot is, in the words of its event. */
record SnapshotReads(SnapshotStatus status) {
    SnapshotEvent present() {
        var seen = status.read();
        return new SnapshotEvent(
                seen.generation(), seen.readAt(), Json.MAPPER.<JsonNode>valueToTree(seen.sources()), null);
    }
}
