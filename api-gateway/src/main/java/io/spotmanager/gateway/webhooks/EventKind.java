package io.spotmanager.gateway.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What webhooks tell. The names are stable; receivers rely on them. */
enum EventKind {
    /** An operation stands in front of a person. */
    NEEDS_OPERATOR("operation.needs-operator", Severity.ERROR),
    /** A host is where nobody put it. */
    DRIFT("host.drift", Severity.WARNING),
    /** A source of the snapshot cannot be read. */
    SOURCE_STALE("source.stale", Severity.WARNING),
    /** That has ended. */
    SOURCE_FRESH("source.fresh", Severity.INFO),
    /** A plan has begun all that it will begin, has stopped, or was cancelled while it ran. */
    PLAN_DONE("plan.done", Severity.INFO),
    /** A policy of a pool proposes a plan. */
    PROPOSAL("policy.proposal", Severity.INFO),
    /** Another webhook was disabled because it failed. */
    DISABLED("webhook.disabled", Severity.WARNING),
    /** A person asked for a test; nobody subscribes to it. */
    TEST("webhook.test", Severity.INFO);

    /** As PagerDuty names them. */
    enum Severity {
        ERROR,
        WARNING,
        INFO
    }

    private final String wire;
    private final Severity severity;

    EventKind(String wire, Severity severity) {
        this.wire = wire;
        this.severity = severity;
    }

    String wire() {
        return wire;
    }

    Severity severity() {
        return severity;
    }

    /** The attribute of the CloudEvent. */
    String type() {
        return "io.spotmanager." + wire;
    }

    /** Those that a webhook can subscribe to. */
    static List<String> subscribable() {
        return Arrays.stream(values())
                .filter(kind -> kind != TEST)
                .map(EventKind::wire)
                .toList();
    }

    static Optional<EventKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
}
