package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.security.origin.RequestOrigin;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.workflow.operation.CommandOrigin;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who stands behind the request that the calling thread answers. */
public final class RequestCaller {
    private RequestCaller() {}

    /** Returns null in a thread of our own. */
    public static @Nullable CommandOrigin origin() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return RequestOrigin.current()
                .map(from -> new CommandOrigin(
                        from.address(),
                        from.requestId(),
                        user instanceof ApiTokenAuthentication token ? token.owner() : null))
                .orElse(null);
    }
}
