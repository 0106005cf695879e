package io.spotmanager.gateway.policies;

import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many empty hosts a pool is to have.
 *
 * @param allowed with whose rights it acts; null if it only proposes
 * @param looked what came of the latest look; null before the first
 * @param halted why it does not act any more, as a sentence; null if nothing is in the way
 */
record PoolPolicy(
        Rule rule,
        @Nullable Allowed allowed,
        String setBy,
        Instant setAt,
        @Nullable Looked looked,
        @Nullable String halted) {
    /**
     * What it wants.
     *
     * @param atLeast empty hosts, below which it proposes to bring some
     * @param atMost empty hosts, above which it proposes to give some away
     * @param from pools from which hosts are taken; the first one gets what is too many
     * @param prefer which hosts are taken first
     * @param window the hours in which it proposes; null for all
     * @param perDay how many hosts it may move in a day
     */
    record Rule(
            String name,
            String pool,
            int atLeast,
            int atMost,
            List<String> from,
            List<String> prefer,
            @Nullable String window,
            int perDay) {
        Rule {
            from = List.copyOf(from);
            prefer = List.copyOf(prefer);
        }
    }

    /** @param origin of the request by which that person allowed it */
    record Allowed(String by, Instant at, CommandOrigin origin) {}

    /** @param outcome a sentence */
    record Looked(Instant at, String outcome) {}

    String name() {
        return rule.name();
    }

    static String href(String name) {
        return "/api/policies/" + name;
    }
}
