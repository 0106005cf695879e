package io.spotmanager.workflow.event;

import io.spotmanager.audit.Json;
import java.util.List;

/** The message on {@code spot.events}: some changes, in the order in which one process saved them. */
public record OperationChanges(List<OperationChanged> changes) {
    /** Its routing key. */
    public static final String ROUTE = "operation.changes";

    byte[] encoded() {
        return Json.MAPPER.writeValueAsBytes(this);
    }

    /** @throws tools.jackson.core.JacksonException if it is no such message */
    public static List<OperationChanged> decode(byte[] body) {
        return Json.MAPPER.readValue(body, OperationChanges.class).changes();
    }
}
