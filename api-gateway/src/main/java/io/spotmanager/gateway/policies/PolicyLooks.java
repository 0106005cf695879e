package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.plans.PlanProposals;
import io.spotmanager.gateway.plans.PlanProposals.Wish;
import io.spotmanager.gateway.plans.ProposedPlans.Proposed;
import io.spotmanager.gateway.policies.PolicyDecision.Findings;
import io.spotmanager.gateway.policies.PolicyDecision.Verdict;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.workflow.operation.RowFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks after the policies that are due. Every gateway does this; what one look sees, proposes and begins is one transaction under one lock, so
 * a gateway that is killed anywhere has proposed it once or not at all.
 */
@Component
class PolicyLooks {
    private static final Logger log = LoggerFactory.getLogger(PolicyLooks.class);
    private static final int MOST_REASONS = 3;

    /** What the checks refuse is proposed with other hosts, but not at each look: they may refuse those as well. */
    private static final Duration FRESH = Duration.ofMinutes(10);

    private final PolicyStore store;
    private final PolicyFindings findings;
    private final PlanProposals proposals;
    private final PolicyActing acting;
    private final PolicySettings settings;
    private final TransactionTemplate transactions;

    PolicyLooks(
            PolicyStore store,
            PolicyFindings findings,
            PlanProposals proposals,
            PolicyActing acting,
            PolicySettings settings,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.findings = findings;
        this.proposals = proposals;
        this.acting = acting;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Costs one small query if none is due. What the database does not take now is taken the next time. */
    void run() {
        try {
            store.due(settings.every()).forEach(this::one);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Policies of pools have not looked, will retry: {}", e.getMessage());
        }
    }

    private void one(String name) {
        var announcements = new ArrayList<Runnable>();
        try {
            transactions.executeWithoutResult(status -> look(name, announcements));
        } catch (ProblemException e) {
            failed(name, "Nothing is proposed: " + e.getBody().getDetail());
            return;
        } catch (RuntimeException e) {
            switch (RowFailure.of(e)) {
                case DATABASE_AWAY -> throw e;
                case ROW_REFUSED -> // such as that of its plan
                    log.warn("The policy {} has not looked, will retry: {}", name, e.getMessage());
                case DEFECT -> {
                    log.error("The policy {} could not look, will retry", name, e);
                    failed(name, "It could not look. The log of the gateway says why.");
                }
            }
            return;
        }
        announcements.forEach(Runnable::run);
    }

    private void failed(String name, String outcome) {
        transactions.executeWithoutResult(status -> store.looked(name, outcome));
    }

    private void look(String name, List<Runnable> announcements) {
        if (!store.takeAll()) {
            return;
        }
        store.claim(name, settings.every()).ifPresent(policy -> {
            var halted = acting.halted(policy);
            var outcome = decided(policy, halted, findings.of(policy), announcements);
            store.looked(name, outcome);
        });
    }

    /** @return a sentence or two */
    private String decided(PoolPolicy policy, @Nullable String halted, Findings seen, List<Runnable> announcements) {
        return switch (PolicyDecision.of(policy.rule(), seen)) {
            case Verdict.Nothing(var why) -> why;
            case Verdict.Stop(var running, var why) -> {
                proposals.rest(running.id(), why);
                yield why;
            }
            case Verdict.Withdraw(var open, var why) -> again(policy, halted, open, why, announcements);
            case Verdict.Keep(var open, var why) -> {
                var refusal = open.at().plus(FRESH).isBefore(seen.now()) ? proposals.refusal(open.id()) : null;
                yield refusal == null
                        ? why + " " + acted(policy, open.id(), open.hosts(), halted, announcements)
                        : again(policy, halted, open, "The checks refuse it now: " + refusal, announcements);
            }
            case Verdict.Propose(var hosts, var need, var why) ->
                propose(policy, hosts, need, why, halted, announcements);
        };
    }

    private String again(
            PoolPolicy policy, @Nullable String halted, Proposed open, String why, List<Runnable> announcements) {
        proposals.withdraw(open.id(), policy.name(), why);
        return decided(policy, halted, findings.of(policy), announcements);
    }

    private String propose(
            PoolPolicy policy, int hosts, int need, String why, @Nullable String halted, List<Runnable> announcements) {
        var rule = policy.rule();
        var made = proposals.propose(
                need > 0
                        ? new Wish(rule.name(), rule.pool(), rule.from(), rule.prefer(), hosts, need, why)
                        : new Wish(
                                rule.name(),
                                rule.from().getFirst(),
                                List.of(rule.pool()),
                                rule.prefer(),
                                hosts,
                                need,
                                why));
        var plan = made.plan();
        if (plan == null) {
            return "%s No host can be moved. %s"
                    .formatted(
                            why,
                            String.join(
                                    " ",
                                    made.cannot().stream().limit(MOST_REASONS).toList()));
        }
        return "%s The plan /api/plans/%s proposes to move %d. %s"
                .formatted(why, plan, made.hosts(), acted(policy, plan, made.hosts(), halted, announcements));
    }

    private String acted(
            PoolPolicy policy, UUID plan, int hosts, @Nullable String halted, List<Runnable> announcements) {
        var acted = acting.act(policy, plan, hosts, halted);
        if (acted.announce() != null) {
            announcements.add(acted.announce());
        }
        return acted.outcome();
    }
}
