package io.spotmanager.workflow.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.spotmanager.audit.Json;
import io.spotmanager.domain.trace.TraceContext;
import io.spotmanager.workflow.operation.AcceptedCommand;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.amqp.core.MessageDeliveryMode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A command on {@code spot.commands}: which operation a worker has to execute, and for readers of the queue what was asked for, by
 * whom and when. A worker takes the id from it and nothing else: it reads the operation's row.
 *
 * @param requestOmitted true if the request is only in the row, because it is too large for a message; otherwise null
 * @param detailsOmitted true if even the rest would be too large; the operation's row has everything. Otherwise null
 */
@JsonPropertyOrder("operation_id")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandMessage(
        UUID operationId,
        @Nullable String kind,
        @Nullable Integer workflowVersion,
        @Nullable String subject,
        @Nullable JsonNode request,
        @Nullable Boolean requestOmitted,
        @Nullable String requestedBy,
        @Nullable Instant acceptedAt,
        @Nullable String traceparent,
        @Nullable String tracestate,
        @Nullable Boolean detailsOmitted) {
    /** The AMQP property {@code type}. */
    public static final String TYPE = "io.spotmanager.command";

    /** Workers, of earlier releases as well, refuse to read more. */
    private static final int LARGEST = 4_096;

    public static CommandMessage of(AcceptedCommand accepted) {
        var command = accepted.command();
        var request = command.request();
        var there = !request.isMissingNode() && !request.isNull();
        var trace = accepted.trace();
        return new CommandMessage(
                accepted.operationId(),
                command.kind(),
                accepted.workflowVersion(),
                command.subject(),
                there ? request : null,
                there ? null : true,
                command.requestedBy(),
                accepted.acceptedAt(),
                trace == null ? null : trace.traceparent(),
                trace == null ? null : trace.tracestate(),
                null);
    }

    /** The message for an operation of which nothing more is known, as earlier releases sent it for every operation. */
    public static CommandMessage of(UUID operation) {
        return new CommandMessage(operation, null, null, null, null, null, null, null, null, null, null);
    }

    /** Returns where the operation belongs; empty if nothing is known of it. */
    Optional<TraceContext> trace() {
        return TraceContext.of(traceparent, tracestate);
    }

    private CommandMessage withoutRequest() {
        return new CommandMessage(
                operationId,
                kind,
                workflowVersion,
                subject,
                null,
                true,
                requestedBy,
                acceptedAt,
                traceparent,
                tracestate,
                null);
    }

    private CommandMessage withoutDetails() {
        return new CommandMessage(operationId, null, null, null, null, null, null, null, null, null, true);
    }

    /**
     * Returns the message, smaller than 4,096 bytes and readable by every worker. What would make it larger is left out.
     *
     * @param number of the command, so that a command that is published twice has the same message id twice
     * @param now for the AMQP property {@code timestamp}
     */
    Message encoded(long number, Instant now) {
        var body = Stream.of(this, withoutRequest())
                .map(CommandMessage::body)
                .filter(CommandMessage::isReadable)
                .findFirst()
                .orElseGet(() -> withoutDetails().body());
        var message = MessageBuilder.withBody(body)
                .setContentType("application/json")
                .setContentEncoding(StandardCharsets.UTF_8.name())
                .setDeliveryMode(MessageDeliveryMode.PERSISTENT)
                .setMessageId(operationId + "/" + number)
                .setType(TYPE)
                .setTimestamp(Date.from(now));
        if (traceparent != null) {
            message.setHeader(TraceContext.PARENT_HEADER, traceparent);
        }
        if (tracestate != null) {
            message.setHeader(TraceContext.STATE_HEADER, tracestate);
        }
        return message.build();
    }

    private byte[] body() {
        try {
            return Json.MAPPER.writeValueAsBytes(this);
        } catch (JacksonException e) {
            return new byte[0]; // the row holds something that is no JSON text: isReadable says no
        }
    }

    /** A row may hold what the database takes for JSON and a worker's parser does not, such as a thousand nested arrays. */
    private static boolean isReadable(byte[] body) {
        try {
            operationIn(body);
            return body.length < LARGEST;
        } catch (UndecodableException e) {
            return false;
        }
    }

    /**
     * Returns which operation to execute. Everything else that a message may say is ignored.
     *
     * @throws UndecodableException if the body is no command message; the exception says why
     */
    static UUID operationIn(byte[] body) throws UndecodableException {
        if (body.length > LARGEST) {
            throw new UndecodableException(
                    "a command has at most %d bytes, this has %d".formatted(LARGEST, body.length));
        }
        try {
            return UUID.fromString(
                    Json.MAPPER.readTree(body).path("operation_id").asString(""));
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
