package io.spotmanager.gateway.webhooks;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes into the security log what became of a webhook, in the transaction of the change. Never a secret. */
@Component
class WebhookRecord {
    private final SecurityLog log;

    WebhookRecord(SecurityLog log) {
        this.log = log;
    }

    void set(Webhook webhook, String by) {
        log.done(SecurityEventKind.WEBHOOK_SET, by, detail(webhook));
    }

    void deleted(Webhook webhook, String by) {
        log.done(SecurityEventKind.WEBHOOK_DELETED, by, detail(webhook));
    }

    void rotated(Webhook webhook, String by, Instant formerUntil) {
        log.done(
                SecurityEventKind.WEBHOOK_SECRET_ROTATED,
                by,
                Map.of("webhook", webhook.name(), "former_until", formerUntil.toString()));
    }

    void tested(Webhook webhook, String by) {
        log.done(SecurityEventKind.WEBHOOK_TESTED, by, detail(webhook));
    }

    void sentAgain(Webhook webhook, Delivery delivery, String by) {
        log.done(
                SecurityEventKind.WEBHOOK_SENT_AGAIN,
                by,
                Map.of("webhook", webhook.name(), "event", delivery.event().id()));
    }

    void disabled(Webhook webhook, String why) {
        log.done(SecurityEventKind.WEBHOOK_DISABLED, null, Map.of("webhook", webhook.name(), "reason", why));
    }

    private static Map<String, Object> detail(Webhook webhook) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("webhook", webhook.name());
        detail.put("format", webhook.target().format().wire());
        detail.put("url", webhook.target().shownUrl());
        detail.put("events", webhook.filter().events());
        detail.put("pools", webhook.filter().pools());
        detail.put("gpu_types", webhook.filter().gpuTypes());
        detail.put("operations", webhook.filter().operations());
        detail.put("enabled", webhook.state().enabled());
        return detail;
    }
}
