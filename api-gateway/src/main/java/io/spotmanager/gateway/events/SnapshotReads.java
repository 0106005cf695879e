package io.spotmanager.gateway.events;

import io.spotmanager.gateway.fleet.SnapshotStatus;
import io.spotmanager.workflow.operation.KernelJson;
import tools.jackson.databind.JsonNode;

/** Reads how fresh the snapshot is, in the words of its event. */
record SnapshotReads(SnapshotStatus status) {
    SnapshotNews present() {
        var seen = status.read();
        return new SnapshotNews(
                seen.generation(), seen.readAt(), KernelJson.MAPPER.<JsonNode>valueToTree(seen.sources()), null);
    }
}
