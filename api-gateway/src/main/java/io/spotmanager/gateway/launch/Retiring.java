package io.spotmanager.gateway.launch;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.RetireAndMoveRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.workflow.operation.Command;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked for with the VM of a host.
 *
 * @param move what follows the retirement; null if the host stays in its pool
 */
record Retiring(RetireRequest retirement, @Nullable MoveRequest move) {
    /** The name of its workflow. */
    String kind() {
        return move == null ? RetireController.KIND : RetireAndMoveRequest.KIND;
    }

    /** What the worker gets. */
    JsonNode request() {
        return Json.MAPPER.valueToTree(move == null ? retirement : RetireAndMoveRequest.of(retirement, move));
    }

    /** Reads what {@link #request} wrote. */
    static Retiring of(Command command) {
        if (!command.kind().equals(RetireAndMoveRequest.KIND)) {
            return new Retiring(Json.MAPPER.treeToValue(command.request(), RetireRequest.class), null);
        }
        var both = Json.MAPPER.treeToValue(command.request(), RetireAndMoveRequest.class);
        return new Retiring(both.retirement(), both.move());
    }
}
