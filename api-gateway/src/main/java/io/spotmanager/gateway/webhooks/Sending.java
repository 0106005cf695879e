package io.spotmanager.gateway.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.gateway.webhooks.DeliveryDecision.Next;
import io.spotmanager.gateway.webhooks.DeliveryDecision.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Sends claimed deliveries and records what came of it. Nothing is sent within a transaction. */
final class Sending {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final List<String> OUTCOMES = List.of("delivered", "retry", "give_up", "disable");
    private static final int NANOS_OF_MILLI = 1_000_000;

    private final WebhookStore webhooks;
    private final DeliveryStore deliveries;
    private final EventBodies bodies;
    private final ReceiverClient client;
    private final DeliveryDecision decision;
    private final WebhookRecord record;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Duration lease;

    /** @param clock of the database, which all gateways share */
    Sending(
            WebhookStore webhooks,
            DeliveryStore deliveries,
            EventBodies bodies,
            ReceiverClient client,
            DeliveryDecision decision,
            WebhookRecord record,
            TransactionTemplate transactions,
            InstantSource clock,
            MeterRegistry meters,
            WebhookSettings settings) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.bodies = bodies;
        this.client = client;
        this.decision = decision;
        this.record = record;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
        this.lease = settings.timeout().multipliedBy(2);
        OUTCOMES.forEach(this::counted); // an increase from nothing is not seen
    }

    InstantSource clock() {
        return clock;
    }

    /** Sends what is due first, and blocks until its outcome is recorded. @return false if nothing is due */
    boolean sendNext(Webhook webhook) {
        var claimed = deliveries.claim(webhook.id(), clock.instant(), lease);
        claimed.ifPresent(delivery -> send(webhook, delivery));
        return claimed.isPresent();
    }

    /** Sends an event at once, because a person asks for it, and blocks until its outcome is recorded. */
    Delivery sendNow(Webhook webhook, UUID event, String by) {
        var id = deliveries.addClaimed(webhook.id(), event, by, clock.instant(), lease);
        send(webhook, deliveries.find(id).orElseThrow());
        return deliveries.find(id).orElseThrow();
    }

    Delivery sendTest(Webhook webhook, String by) {
        var event =
                deliveries.addEvent(EventKind.TEST, webhook.name(), Map.of("webhook", webhook.name(), "asked_by", by));
        return sendNow(webhook, event, by);
    }

    private void send(Webhook webhook, Delivery delivery) {
        var event = delivery.event();
        var body = bodies.body(webhook, event);
        var now = clock.instant();
        var began = System.nanoTime();
        var outcome = client.send(
                new ReceiverClient.Posting(
                        webhook.target().url(),
                        body.contentType(),
                        body.bytes(),
                        Signature.headers(
                                event.id(), now, body.bytes(), webhook.secrets().live(now)),
                        webhook.hidden()),
                now);
        record(webhook, delivery, outcome, (int) ((System.nanoTime() - began) / NANOS_OF_MILLI));
    }

    private void record(Webhook webhook, Delivery delivery, Outcome outcome, int latencyMs) {
        var now = clock.instant();
        var next = decision.decide(
                outcome,
                new DeliveryDecision.Attempt(
                        delivery.attempts(),
                        delivery.createdAt(),
                        delivery.askedBy() != null,
                        webhook.state().failingSince()),
                now);
        transactions.executeWithoutResult(status -> {
            switch (next) {
                case Next.Delivered() -> {
                    deliveries.record(delivery, Delivery.State.DELIVERED, null, now, attempt(outcome, latencyMs, null));
                    webhooks.succeeded(webhook.id());
                }
                case Next.Retry(var due, var why) -> {
                    deliveries.record(delivery, Delivery.State.WAITING, due, now, attempt(outcome, latencyMs, why));
                    webhooks.failed(webhook.id(), now, why);
                }
                case Next.GiveUp(var why) -> {
                    deliveries.record(delivery, Delivery.State.GIVEN_UP, null, now, attempt(outcome, latencyMs, why));
                    if (delivery.askedBy() == null) {
                        webhooks.failed(webhook.id(), now, why);
                    }
                }
                case Next.Disable(var why) -> {
                    deliveries.record(delivery, Delivery.State.GIVEN_UP, null, now, attempt(outcome, latencyMs, why));
                    if (webhooks.disable(webhook.id(), webhook.owner().since(), now, why)) {
                        deliveries.giveUp(webhook.id(), now, "The webhook was disabled before it was sent.");
                        record.disabled(webhook, why);
                        log.warn("the webhook {} was disabled: {}", webhook.name(), why);
                    }
                }
            }
        });
        counted(wordOf(next)).increment();
    }

    private Counter counted(String outcome) {
        return meters.counter("spot.webhooks.attempts", "outcome", outcome);
    }

    private static String wordOf(Next next) {
        return switch (next) {
            case Next.Delivered _ -> "delivered";
            case Next.Retry _ -> "retry";
            case Next.GiveUp _ -> "give_up";
            case Next.Disable _ -> "disable";
        };
    }

    private static Delivery.Attempt attempt(Outcome outcome, int latencyMs, @Nullable String error) {
        return switch (outcome) {
            case Outcome.Answered(var status, var _, var beginning) ->
                new Delivery.Attempt(status, latencyMs, beginning, error);
            case Outcome.Failed(var why) -> new Delivery.Attempt(null, latencyMs, null, why);
        };
    }
}
