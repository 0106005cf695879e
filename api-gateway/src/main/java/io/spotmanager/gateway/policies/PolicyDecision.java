package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.plans.PlanProposals.Stock;
import io.spotmanager.gateway.plans.ProposedPlans.Declined;
import io.spotmanager.gateway.plans.ProposedPlans.Proposed;
import io.spotmanager.gateway.plans.ProposedPlans.Running;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Decides what a policy does with what was seen. Reads nothing. */
final class PolicyDecision {
    /**
     * What was seen.
     *
     * @param untrusted why the snapshot or the policy cannot be relied on now, as a sentence; null if they can
     * @param stock of its pool
     * @param moved how many hosts the policy has moved today
     * @param closed why it is not the hour, as the end of a sentence; null if it is
     * @param rest for how long a proposal that a person cancelled is not made again
     */
    record Findings(
            Instant now,
            @Nullable String untrusted,
            Stock stock,
            int moved,
            @Nullable Running running,
            @Nullable Proposed open,
            @Nullable Declined declined,
            @Nullable String closed,
            Duration rest) {}

    /** What it does. */
    sealed interface Verdict {
        /** A sentence or two. */
        String why();

        record Nothing(String why) implements Verdict {}

        /**
         * @param hosts how many are to be brought, or given away
         * @param need how many the pool lacks; below 0: how many it has too many
         */
        record Propose(int hosts, int need, String why) implements Verdict {}

        /** The open proposal is still right. */
        record Keep(Proposed open, String why) implements Verdict {}

        /** The open proposal is wrong now. */
        record Withdraw(Proposed open, String why) implements Verdict {}

        /** What runs is not to go on. */
        record Stop(Running running, String why) implements Verdict {}
    }

    private PolicyDecision() {}

    static Verdict of(Rule rule, Findings seen) {
        var running = seen.running();
        if (running != null && running.byItself() && seen.closed() != null) {
            return new Verdict.Stop(
                    running, "Its hours are over: %s. What has not begun is planned again.".formatted(seen.closed()));
        }
        if (running != null) {
            return new Verdict.Nothing("Its plan %s runs.".formatted(running.href()));
        }
        if (seen.untrusted() != null) {
            return new Verdict.Nothing(seen.untrusted());
        }
        var need = need(rule, seen.stock());
        var left = Math.max(0, rule.perDay() - seen.moved());
        return seen.open() == null ? fresh(rule, seen, need, left) : open(rule, seen, seen.open(), need, left);
    }

    /** How many hosts are lacking; below 0: how many empty ones are too many. */
    static int need(Rule rule, Stock stock) {
        if (stock.all() < rule.atLeast()) {
            return rule.atLeast() - stock.all();
        }
        // Nobody gives away what has not arrived.
        return -Math.min(Math.max(0, stock.all() - rule.atMost()), stock.empty());
    }

    private static Verdict open(Rule rule, Findings seen, Proposed open, int need, int left) {
        if (Integer.signum(need) != Integer.signum(open.need())) {
            return new Verdict.Withdraw(open, has(rule, seen.stock()) + " The proposal is not needed any more.");
        }
        if (open.hosts() > Math.abs(need)) {
            return new Verdict.Withdraw(
                    open,
                    "%s The proposal moves %s, which is more than needed now."
                            .formatted(has(rule, seen.stock()), hosts(open.hosts())));
        }
        if (open.hosts() > left) {
            return new Verdict.Withdraw(
                    open, "The proposal moves %s. %s".formatted(hosts(open.hosts()), today(rule, seen.moved())));
        }
        return seen.closed() == null
                ? new Verdict.Keep(open, "%s proposes it.".formatted(open.href()))
                : new Verdict.Nothing("%s proposes it. It is not the hour: %s.".formatted(open.href(), seen.closed()));
    }

    private static Verdict fresh(Rule rule, Findings seen, int need, int left) {
        if (need == 0) {
            return new Verdict.Nothing(has(rule, seen.stock()) + " Nothing has to be moved.");
        }
        var wants = wants(rule, seen.stock(), need);
        if (seen.closed() != null) {
            return new Verdict.Nothing("%s It is not the hour: %s.".formatted(wants, seen.closed()));
        }
        if (left == 0) {
            return new Verdict.Nothing("%s %s".formatted(wants, today(rule, seen.moved())));
        }
        var declined = seen.declined();
        if (declined != null
                && isAsBefore(declined, need)
                && seen.now().isBefore(declined.at().plus(seen.rest()))) {
            return new Verdict.Nothing(
                    "%s %s has cancelled that proposal. It is made again at %s, or once the pool %s more."
                            .formatted(
                                    wants,
                                    declined.by(),
                                    declined.at().plus(seen.rest()).truncatedTo(ChronoUnit.SECONDS),
                                    need > 0 ? "lacks" : "has"));
        }
        var hosts = Math.min(Math.abs(need), left);
        return new Verdict.Propose(
                hosts,
                need,
                hosts == Math.abs(need)
                        ? wants
                        : "%s %s, so %d of them %s moved."
                                .formatted(wants, most(rule, seen.moved()), hosts, hosts == 1 ? "is" : "are"));
    }

    private static boolean isAsBefore(Declined declined, int need) {
        return Integer.signum(need) == Integer.signum(declined.need()) && Math.abs(need) <= Math.abs(declined.need());
    }

    private static String has(Rule rule, Stock stock) {
        return "%s has %s%s, and is to have %d to %d."
                .formatted(rule.pool(), empty(stock.all()), arriving(stock), rule.atLeast(), rule.atMost());
    }

    private static String wants(Rule rule, Stock stock, int need) {
        return need > 0
                ? "%s has %s%s, and is to have at least %d."
                        .formatted(rule.pool(), empty(stock.all()), arriving(stock), rule.atLeast())
                : "%s has %s%s, and is to have at most %d: %s can go to %s."
                        .formatted(
                                rule.pool(),
                                empty(stock.all()),
                                arriving(stock),
                                rule.atMost(),
                                hosts(-need),
                                rule.from().getFirst());
    }

    private static String arriving(Stock stock) {
        return stock.arriving() == 0 ? "" : " (%d of them on the way there)".formatted(stock.arriving());
    }

    private static String empty(int hosts) {
        return hosts == 1 ? "1 empty host" : hosts + " empty hosts";
    }

    private static String hosts(int hosts) {
        return hosts == 1 ? "1 host" : hosts + " hosts";
    }

    private static String most(Rule rule, int moved) {
        return "This policy has moved %s today and may move %d a day".formatted(hosts(moved), rule.perDay());
    }

    private static String today(Rule rule, int moved) {
        return most(rule, moved) + ".";
    }
}
