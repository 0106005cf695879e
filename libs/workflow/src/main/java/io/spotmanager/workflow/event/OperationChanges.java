package io.spotmanager.workflow.event;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.messaging.CloudEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;

/**
 * The data of an event on {@code spot.events}: some changes, in the order in which one process saved them.
 *
 * @param changes at least one
 */
public record OperationChanges(List<OperationChanged> changes) {
    /** Its routing key. */
    public static final String ROUTE = "operation.changes";

    /** The event's type. */
    public static final String TYPE = "io.spotmanager.operation.changed";

    /** The event's source; its subject is the host that all of the changes are about, if it is one. */
    public static final String SOURCE = "/spot-manager/operations";

    /** Names the schema of the data; another number would mean that earlier readers cannot read it. */
    public static final String SCHEMA = "urn:spot-manager:operation-changed:1";

    public OperationChanges {
        changes = List.copyOf(changes);
    }

    byte[] encoded() {
        return Json.MAPPER.writeValueAsBytes(this);
    }

    Message message() {
        var subjects =
                changes.stream().map(OperationChanged::subject).distinct().toList();
        return CloudEvent.of(
                        TYPE,
                        SOURCE,
                        subjects.size() == 1 ? subjects.getFirst() : null,
                        changes.getLast().at(),
                        SCHEMA)
                .with(encoded());
    }

    /** @throws tools.jackson.core.JacksonException if it is no such message */
    public static List<OperationChanged> decode(byte[] body) {
        @Nullable OperationChanges message = Json.MAPPER.readValue(body, OperationChanges.class);
        return message == null ? List.of() : message.changes(); // the document null
    }
}
