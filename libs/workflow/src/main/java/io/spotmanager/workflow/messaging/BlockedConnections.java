package io.spotmanager.workflow.messaging;

import com.rabbitmq.client.BlockedListener;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.rabbit.connection.Connection;
import org.springframework.amqp.rabbit.connection.ConnectionListener;

/** Logs once when the broker begins to block connections that publish, such as for lack of disk, and once when none is blocked any more. */
public final class BlockedConnections implements ConnectionListener {
    private static final Logger log = LoggerFactory.getLogger(BlockedConnections.class);

    private final Set<Object> blocked = new HashSet<>();

    @Override
    public void onCreate(@Nullable Connection connection) {
        var delegate = connection == null ? null : connection.getDelegate();
        if (delegate == null) {
            return;
        }
        delegate.addBlockedListener(new BlockedListener() {
            @Override
            public void handleBlocked(@Nullable String reason) {
                begin(delegate, String.valueOf(reason));
            }

            @Override
            public void handleUnblocked() {
                end(delegate);
            }
        });
        delegate.addShutdownListener(_ -> end(delegate));
    }

    private synchronized void begin(Object connection, String reason) {
        if (blocked.isEmpty()) {
            log.warn("The broker takes no messages any more ({}); commands stay in the outbox", reason);
        }
        blocked.add(connection);
    }

    private synchronized void end(Object connection) {
        if (blocked.remove(connection) && blocked.isEmpty()) {
            log.info("The broker blocks no connection of this part any more");
        }
    }
}
