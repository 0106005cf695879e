package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.plans.PlanProposals;
import io.spotmanager.gateway.plans.ProposedPlans;
import io.spotmanager.gateway.policies.PolicyFights.Fight;
import io.spotmanager.gateway.policies.PoolPolicy.Allowed;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.reservations.WindowHours;
import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Policies of pools by name. */
@RestController
@RequestMapping("/api/policies")
@Tag(name = "Plans")
class PolicyController {
    private static final String SET_AGAIN = "%s has set the policy again.";
    private static final String DELETED = "%s has deleted the policy.";

    private final PolicyStore store;
    private final PolicyFindings findings;
    private final PolicyLooks looks;
    private final PlanProposals proposals;
    private final ProposedPlans plans;
    private final WindowHours windows;
    private final PolicyRecord record;
    private final TransactionTemplate transactions;

    PolicyController(
            PolicyStore store,
            PolicyFindings findings,
            PolicyLooks looks,
            PlanProposals proposals,
            ProposedPlans plans,
            WindowHours windows,
            PolicyRecord record,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.findings = findings;
        this.looks = looks;
        this.proposals = proposals;
        this.plans = plans;
        this.windows = windows;
        this.record = record;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** All policies with what their pools have now, and what they propose. */
    @GetMapping
    @Operation(operationId = "listPolicies", summary = "List policies of pools")
    List<PolicyView> list() {
        return store.all().stream().map(this::view).toList();
    }

    /** One policy. */
    @GetMapping("/{name}")
    @Operation(operationId = "getPolicy", summary = "Read a policy of a pool")
    @ErrorResponses(ProblemType.NOT_FOUND)
    PolicyView read(@PathVariable String name) {
        return view(stored(name));
    }

    /**
     * Makes a policy, or another one of it. It looks at its pool at once and proposes a plan if that has too few or too many empty hosts. An
     * open proposal that it made before is withdrawn.
     */
    @PutMapping("/{name}")
    @Operation(operationId = "setPolicy", summary = "Set a policy of a pool")
    @ErrorResponses(ProblemType.POLICIES_FIGHT)
    PolicyView set(@PathVariable String name, @RequestBody PolicyBody body, Authentication user) {
        var rule = body.rule(name, proposals, windows);
        if (body.mayAct() && user instanceof ApiTokenAuthentication) {
            throw FieldProblem.refusal(
                    "acts",
                    "is true, and that needs a person who stands behind it: a token may set a policy that only proposes");
        }
        transactions.executeWithoutResult(status -> {
            store.waitForAll();
            var now = store.now();
            findings.fight(rule, now).ifPresent(fight -> {
                throw refused(fight);
            });
            end(name, SET_AGAIN.formatted(user.getName()));
            var origin = Objects.requireNonNull(RequestCaller.origin(), "a policy is set by a request");
            store.set(rule, body.mayAct() ? new Allowed(user.getName(), now, origin) : null, user.getName());
            record.set(stored(name), user.getName());
        });
        looks.run();
        return read(name);
    }

    /** Deletes a policy. Its open proposal is withdrawn; of a plan that it has begun by itself, nothing more begins. */
    @DeleteMapping("/{name}")
    @Operation(operationId = "deletePolicy", summary = "Delete a policy of a pool")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> delete(@PathVariable String name, Authentication user) {
        transactions.executeWithoutResult(status -> {
            store.waitForAll();
            var policy = stored(name);
            end(name, DELETED.formatted(user.getName()));
            store.delete(name);
            record.deleted(policy, user.getName());
        });
        return ResponseEntity.noContent().build();
    }

    /** What it has proposed or begun by itself was for what it wanted then. */
    private void end(String name, String why) {
        plans.open(name).ifPresent(open -> proposals.withdraw(open.id(), name, why));
        plans.running(name)
                .filter(ProposedPlans.Running::byItself)
                .ifPresent(running -> proposals.rest(running.id(), why + " What had not begun is planned again."));
    }

    private static ProblemException refused(Fight fight) {
        return ProblemType.POLICIES_FIGHT
                .because("Nothing was done. %s %s.".formatted(fight.field(), fight.message()))
                .with("errors", List.of(new FieldProblem(fight.field(), fight.message())))
                .with("policies", fight.others());
    }

    private PoolPolicy stored(String name) {
        return store.find(name)
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "There is no policy %s. GET /api/policies lists all.".formatted(name)));
    }

    private PolicyView view(PoolPolicy policy) {
        var name = policy.name();
        return PolicyView.of(
                policy,
                proposals.stock(policy.rule().pool()),
                findings.moved(policy.rule(), store.now()),
                plans.open(name).orElse(null),
                plans.running(name).orElse(null));
    }
}
