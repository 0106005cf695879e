package io.spotmanager.gateway.approvals;

import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command as data, with who stands behind it: it was asked for by a request, and begins later.
 *
 * @param askedAt when it was asked for
 * @param tokenOwner who made the token that asked; null if a person did
 * @param address of the request
 * @param requestId of that request
 */
public record StoredCommand(
        Command command, Instant askedAt, @Nullable String tokenOwner, String address, String requestId) {
    /** As the history names it, without what came later. */
    public CommandOrigin origin() {
        return new CommandOrigin(address, requestId, tokenOwner);
    }
}
