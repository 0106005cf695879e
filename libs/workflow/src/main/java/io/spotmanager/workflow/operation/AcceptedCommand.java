package io.spotmanager.workflow.operation;

import io.spotmanager.domain.trace.TraceContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command as it was accepted: what a message tells of it. It is read from the operation's row, or is what was just written there.
 *
 * @param command its request is missing or null if the reader left it in the row
 * @param workflowVersion of the description by which it began; null if there was none
 * @param acceptedAt by the database's clock
 * @param trace null if it came without one
 */
public record AcceptedCommand(
        UUID operationId,
        Command command,
        @Nullable Integer workflowVersion,
        Instant acceptedAt,
        @Nullable TraceContext trace) {}
