package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a command or an operator's request came from, for the history.
 *
 * @param address of the caller, or of the proxy in front of the gateway if none is trusted
 * @param requestId as the answer named it
 * @param tokenOwner who made the token that was used; null if it was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CommandOrigin(
        String address, String requestId, @Nullable String tokenOwner) {}
