package io.spotmanager.audit;

import org.jspecify.annotations.Nullable;

/**
 * The content of an audit entry.
 *
 * @param actor a user's name, or {@code worker:NAME}
 * @param event for example ACCEPTED, DONE, RETRY, ASKED
 * @param fromState null for the first entry
 * @param step null if no step ran
 * @param attempt number of the attempt, from 1; 0 if no step ran
 * @param fence of the claim under which it happened; 0 without a claim
 */
public record AuditEvent(
        String actor,
        String event,
        @Nullable String fromState,
        String toState,
        @Nullable String step,
        int attempt,
        long fence) {}
