package io.spotmanager.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an audit entry tells.
 *
 * @param actor a user's name, or {@code worker:NAME}
 * @param event for example ACCEPTED, DONE, RETRY, ASKED
 * @param fromState null for the first entry
 * @param step null where no step ran
 * @param attempt which try of the step this was, from 1; 0 where no step ran
 * @param fence the claim under which it happened; 0 outside of any
 */
public record AuditEvent(
        String actor,
        String event,
        @Nullable String fromState,
        String toState,
        @Nullable String step,
        int attempt,
        long fence) {}
