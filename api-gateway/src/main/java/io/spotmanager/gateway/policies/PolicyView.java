package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.plans.PlanProposals.Stock;
import io.spotmanager.gateway.plans.ProposedPlans.Proposed;
import io.spotmanager.gateway.plans.ProposedPlans.Running;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A policy as the API shows it.
 *
 * @param pool that is to have empty hosts
 * @param atLeast empty hosts, below which it proposes to bring some
 * @param atMost empty hosts, above which it proposes to give some to the first pool of `from`
 * @param from the pools from which hosts may be taken
 * @param prefer which hosts are taken first
 * @param window the maintenance window in which it proposes; null for all hours
 * @param perDay how many hosts it may move in a day: that of the window's time zone, or UTC without a window
 * @param acts whether it may begin its proposals by itself
 * @param allowedBy with whose rights it begins them; null if it only proposes
 * @param allowedAt when that was allowed
 * @param halted why it does not begin them any more until an admin sets it again; null if nothing is in the way
 * @param setBy who set it last
 * @param setAt when that was
 * @param emptyHosts how many empty hosts the pool has now, without those that an operation holds
 * @param arriving how many are on their way there, or wait to begin in a plan that runs
 * @param movedToday how many hosts it has moved today
 * @param lookedAt when it looked last; null before the first look
 * @param outcome what came of that look, as a sentence
 * @param proposal its plan that nobody has committed or cancelled; null if there is none
 * @param running its plan that runs; null if there is none
 */
record PolicyView(
        String name,
        String pool,
        int atLeast,
        int atMost,
        List<String> from,
        List<String> prefer,
        @Nullable String window,
        int perDay,
        boolean acts,
        @Nullable String allowedBy,
        @Nullable Instant allowedAt,
        @Nullable String halted,
        String setBy,
        Instant setAt,
        int emptyHosts,
        int arriving,
        int movedToday,
        @Nullable Instant lookedAt,
        @Nullable String outcome,
        @Nullable ProposalView proposal,
        @Nullable PlanLink running,
        String href) {
    /**
     * @param hosts how many it moves
     * @param why a sentence
     * @param proposedAt when it was made
     */
    record ProposalView(UUID id, String href, int hosts, String why, Instant proposedAt) {}

    record PlanLink(UUID id, String href) {}

    static PolicyView of(
            PoolPolicy policy, Stock stock, int moved, @Nullable Proposed open, @Nullable Running running) {
        var rule = policy.rule();
        var allowed = policy.allowed();
        var looked = policy.looked();
        return new PolicyView(
                rule.name(),
                rule.pool(),
                rule.atLeast(),
                rule.atMost(),
                rule.from(),
                rule.prefer(),
                rule.window(),
                rule.perDay(),
                allowed != null,
                allowed == null ? null : allowed.by(),
                allowed == null ? null : allowed.at(),
                policy.halted(),
                policy.setBy(),
                policy.setAt(),
                stock.empty(),
                stock.arriving(),
                moved,
                looked == null ? null : looked.at(),
                looked == null ? null : looked.outcome(),
                open == null ? null : new ProposalView(open.id(), open.href(), open.hosts(), open.why(), open.at()),
                running == null ? null : new PlanLink(running.id(), running.href()),
                PoolPolicy.href(rule.name()));
    }
}
