package io.spotmanager.workflow.messaging;

import io.spotmanager.audit.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import tools.jackson.core.JacksonException;

/** The only kind of command message: execute this operation. It carries no state. */
record CommandMessage(UUID operationId) {
    private static final int LARGEST = 4_096;

    Message encoded() {
        return MessageBuilder.withBody(Json.MAPPER.writeValueAsBytes(this))
                .setContentType("application/json")
                .setContentEncoding(StandardCharsets.UTF_8.name())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .build();
    }

    /** @throws UndecodableException if the body is no command message; the exception says why */
    static CommandMessage decode(byte[] body) throws UndecodableException {
        if (body.length > LARGEST) {
            throw new UndecodableException(
                    "a command has at most %d bytes, this has %d".formatted(LARGEST, body.length));
        }
        try {
            var id = Json.MAPPER.readTree(body).path("operation_id").asString("");
            return new CommandMessage(UUID.fromString(id));
        } catch (JacksonException e) {
            throw new UndecodableException("not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("operation_id is missing or no UUID");
        }
    }

    /** Why a message cannot be read. */
    static final class UndecodableException extends Exception {
        private final String reason;

        UndecodableException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
