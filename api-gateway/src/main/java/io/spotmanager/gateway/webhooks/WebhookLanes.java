package io.spotmanager.gateway.webhooks;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A lane for each webhook that has something to send: a virtual thread that sends one delivery after the other, so that a slow receiver holds up its
 * own alone. Every gateway does this; the claim of a delivery decides which one sends it. There are as many lanes as webhooks at most, and
 * {@link WebhookController} bounds those.
 */
final class WebhookLanes {
    private static final Logger log = LoggerFactory.getLogger(WebhookLanes.class);

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final Sending sending;
    private final WebhookRights rights;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    WebhookLanes(WebhookStore webhooks, DeliveryStore deliveries, Sending sending, WebhookRights rights) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.sending = sending;
        this.rights = rights;
    }

    /** Opens the lanes that are needed, and returns at once. */
    void run() {
        try {
            for (var webhook : deliveries.due(sending.clock().instant())) {
                if (busy.add(webhook)) {
                    Thread.ofVirtual().name("webhook-" + webhook).start(() -> lane(webhook));
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("cannot read which webhooks are due, will retry: {}", e.getMessage());
        }
    }

    /** True while nothing is being sent here. */
    boolean isQuiet() {
        return busy.isEmpty();
    }

    private void lane(UUID id) {
        try {
            while (sendNext(id)) {
                // there may be more
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("cannot go on with a webhook, will retry: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            log.error("Unexpected error while a webhook was sent; it is retried", e);
        } finally {
            busy.remove(id);
        }
    }

    /** Reads the webhook anew each time: it may have been changed, deleted or disabled meanwhile. */
    private boolean sendNext(UUID id) {
        var found = webhooks.find(id).filter(webhook -> webhook.state().enabled());
        if (found.isEmpty()) {
            return false;
        }
        var webhook = found.get();
        var why = rights.whyResting(webhook).orElse(null);
        webhooks.rest(id, why);
        return why == null && sending.sendNext(webhook);
    }
}
