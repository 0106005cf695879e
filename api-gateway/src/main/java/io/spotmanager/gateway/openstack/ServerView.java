package io.spotmanager.gateway.openstack;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.vm.NovaServer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server as the API shows it. */
record ServerView(
        String id,
        String name,
        @JsonUnwrapped NovaServer.State state,
        String projectId,
        String flavor,
        List<String> addresses,
        @Nullable Instant created) {
    static ServerView of(NovaServer server) {
        return new ServerView(
                server.id(),
                server.name(),
                server.state(),
                server.projectId(),
                server.flavorName(),
                server.addresses(),
                server.created());
    }
}
