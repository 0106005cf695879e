package io.spotmanager.gateway.policies;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.plans.PlanProposals;
import io.spotmanager.gateway.plans.PlanProposals.Beginning;
import io.spotmanager.gateway.plans.ProposedPlans;
import io.spotmanager.gateway.security.CommandRights;
import io.spotmanager.workflow.operation.Command;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Begins what a policy proposes, where an admin has allowed that. Joins the transaction of the caller. */
@Component
class PolicyActing {
    /** A command that nobody sends: what is asked of {@link CommandRights} is whether the admin still is one. */
    private static final String KIND = "policy";

    /**
     * What came of it.
     *
     * @param outcome a sentence
     * @param announce what is to be done after the commit; null if it has not begun
     */
    record Acted(String outcome, @Nullable Runnable announce) {}

    private final PolicyStore store;
    private final PlanProposals proposals;
    private final ProposedPlans plans;
    private final CommandRights rights;
    private final PolicyRecord record;

    PolicyActing(
            PolicyStore store,
            PlanProposals proposals,
            ProposedPlans plans,
            CommandRights rights,
            PolicyRecord record) {
        this.store = store;
        this.proposals = proposals;
        this.plans = plans;
        this.rights = rights;
        this.record = record;
    }

    /** @return why it does not act any more, also if that has just been found; null if nothing is in the way */
    @Nullable
    String halted(PoolPolicy policy) {
        if (policy.allowed() == null || policy.halted() != null) {
            return policy.halted();
        }
        return plans.failedSince(policy.name(), policy.setAt())
                .map(plan -> {
                    var why =
                            "It does not act any more: an operation of its plan /api/plans/%s failed or needs a person. It proposes only, until an admin sets it again."
                                    .formatted(plan);
                    store.halt(policy.name(), why);
                    record.halted(policy, plan, why);
                    return why;
                })
                .orElse(null);
    }

    /** @param halted as {@link #halted} has said it */
    Acted act(PoolPolicy policy, UUID plan, int hosts, @Nullable String halted) {
        var allowed = policy.allowed();
        if (allowed == null) {
            return new Acted("An operator can commit it.", null);
        }
        if (halted != null) {
            return new Acted(halted, null);
        }
        var asked =
                new Command(KIND, policy.name(), Json.MAPPER.createObjectNode(), allowed.by(), null, plan.toString());
        var refusal = rights.refusalNow(allowed.by(), null, allowed.at(), asked);
        if (refusal.isPresent()) {
            return new Acted("It does not act: %s An operator can commit it.".formatted(refusal.get()), null);
        }
        return switch (proposals.begin(plan, allowed.by(), allowed.origin())) {
            case Beginning.Begun(var announce) -> {
                record.acted(policy, plan, hosts);
                yield new Acted("It has begun it by itself, with the rights of %s.".formatted(allowed.by()), announce);
            }
            case Beginning.Refused(var why) -> new Acted("It has not begun it by itself: %s".formatted(why), null);
        };
    }
}
