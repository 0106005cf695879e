package io.spotmanager.gateway.plans;

import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.approvals.PlanBeginning;
import io.spotmanager.gateway.approvals.StoredCommands;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.plans.Plan.Cannot;
import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.plans.Plan.Proposal;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Plans that no person makes. Everything here joins the transaction of the caller and reads no cloud. */
@Component
public class PlanProposals {
    private static final int AT_ONCE = 5;

    /**
     * What is to be proposed.
     *
     * @param pool that gets hosts
     * @param prefer as a wanted state takes it
     * @param hosts how many are to be brought
     * @param need see {@link Plan.Proposal}
     * @param why a sentence
     */
    public record Wish(
            String policy, String pool, List<String> from, List<String> prefer, int hosts, int need, String why) {}

    /**
     * What became of it.
     *
     * @param plan null if no host can be brought, so that there is none
     * @param cannot what is missing and which hosts were left out, a sentence each
     */
    public record Made(@Nullable UUID plan, int hosts, List<String> cannot) {}

    /**
     * @param empty how many hosts nothing uses or holds
     * @param arriving how many are on their way there, or wait to begin in a plan that runs
     */
    public record Stock(int empty, int arriving) {
        /** Returns both together. */
        public int all() {
            return empty + arriving;
        }
    }

    /** What came of a commit without a person. */
    public sealed interface Beginning {
        /** @param announce what is to be done after the commit of the transaction */
        record Begun(Runnable announce) implements Beginning {}

        record Refused(String why) implements Beginning {}
    }

    private final WantedState wanted;
    private final PlanWishes wishes;
    private final PlanMaking making;
    private final Plans plans;
    private final PlanItems items;
    private final PlanBeginning start;
    private final StoredCommands stored;
    private final CommandService commands;
    private final InstantSource clock;

    PlanProposals(
            WantedState wanted,
            PlanWishes wishes,
            PlanMaking making,
            Plans plans,
            PlanItems items,
            PlanBeginning start,
            StoredCommands stored,
            CommandService commands,
            InstantSource clock) {
        this.wanted = wanted;
        this.wishes = wishes;
        this.making = making;
        this.plans = plans;
        this.items = items;
        this.start = start;
        this.stored = stored;
        this.commands = commands;
        this.clock = clock;
    }

    /** Who has made what a policy proposes. No user has a name with a colon. */
    public static String by(String policy) {
        return "policy:" + policy;
    }

    /** Returns what is wrong with the name of a pool that is to have empty hosts. */
    public List<FieldProblem> wrongPool(@Nullable String pool) {
        return wishes.wrongPool(pool);
    }

    /** Returns what is wrong with where hosts are to come from, and which are to be taken first. */
    public List<FieldProblem> wrongSources(
            @Nullable String pool, @Nullable List<String> from, @Nullable List<String> prefer) {
        return wishes.wrongSources(pool, from, prefer);
    }

    /** Returns how many empty hosts a pool has by the snapshot. */
    public Stock stock(String pool) {
        var stock = wanted.stock(pool);
        return new Stock(stock.empty(), stock.arriving());
    }

    /** Makes a plan that brings hosts, or fewer where no more can be brought. */
    public Made propose(Wish wish) {
        var body = new PlanBody(null, null, wish.pool(), null, wish.from(), wish.prefer(), null);
        var found = wanted.bring(body, wish.hosts());
        var cannot = found.cannot().stream().map(Cannot::why).toList();
        if (found.operations().isEmpty()) {
            return new Made(null, 0, cannot);
        }
        var named = new WantedState.Moves(
                found.operations().stream()
                        .map(each -> new PlanReading.Sent(each.place(), reasoned(wish, (ObjectNode) each.body())))
                        .toList(),
                found.cannot());
        var shown = new PlanBody(
                null,
                null,
                wish.pool(),
                wanted.stock(wish.pool()).all() + named.operations().size(),
                wish.from(),
                wish.prefer(),
                null);
        var touched =
                Stream.concat(Stream.of(wish.pool()), wish.from().stream()).toList();
        var id = making.proposed(shown, named, touched, new Proposal(wish.policy(), wish.why(), wish.need(), false));
        return new Made(id, named.operations().size(), cannot);
    }

    /** The history of an operation has no other place that says which policy stands behind it. */
    private static ObjectNode reasoned(Wish wish, ObjectNode operation) {
        return operation.put(
                "reason",
                "Policy %s: %s %s"
                        .formatted(
                                wish.policy(),
                                wish.why(),
                                operation.path("reason").asString("")));
    }

    /** Ends one that nobody has committed. */
    public void withdraw(UUID plan, String policy, String why) {
        items.cancel(plan);
        plans.cancel(plan, by(policy), why);
    }

    /** What of it has not begun is planned again, and it ends. */
    public void rest(UUID plan, String why) {
        plans.lock(plan).filter(Plan::running).ifPresent(running -> {
            items.rest(plan);
            plans.end(plan, why);
        });
    }

    /**
     * Commits one that nobody has committed, in the name of somebody who is not here.
     *
     * @param by whose rights count, for each of its operations by what counts when it begins
     * @param origin of the request by which that person allowed it
     */
    public Beginning begin(UUID id, String by, CommandOrigin origin) {
        var plan = plans.lock(id).orElseThrow();
        var planned = items.of(id);
        var obstacle = obstacle(planned);
        if (obstacle != null) {
            return new Beginning.Refused(obstacle);
        }
        var refusal = refusal(id);
        if (refusal != null) {
            return new Beginning.Refused(refusal);
        }
        var reason = proposal(plan).why();
        var whole =
                new Command(PlanBeginning.KIND, id.toString(), commit(planned).json(), by, reason, id.toString());
        var rules = Stream.concat(
                        stored.rulesTogether(whole, planned.size()).stream(),
                        stored.tooMany(whole, origin, planned.size()).stream())
                .map(Applied::text)
                .collect(Collectors.joining(" "));
        if (!rules.isEmpty()) {
            return new Beginning.Refused("%s So two persons have to commit it.".formatted(rules));
        }
        var announce = start.begin(whole, origin, clock.instant());
        plans.actsByItself(id);
        return new Beginning.Begun(announce);
    }

    private static Proposal proposal(Plan plan) {
        var proposal = plan.proposal();
        if (proposal == null) {
            throw new IllegalStateException("%s was made by a person".formatted(plan.id()));
        }
        return proposal;
    }

    private static PlanCommit commit(List<Item> planned) {
        var pools = planned.stream()
                .flatMap(item -> PlannedMoves.of(item.command(new UUID(0, 0), "", null)).pools().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new PlanCommit(planned.stream().map(Item::number).toList(), AT_ONCE, 1, List.copyOf(pools));
    }

    /** A freeze, or another operation of one of its hosts. */
    private @Nullable String obstacle(List<Item> planned) {
        try {
            planned.forEach(item -> commands.requireAcceptable(item.host()));
            return null;
        } catch (ProblemException e) {
            return String.valueOf(e.getBody().getDetail()).replaceFirst("^Nothing was done\\. ", "");
        }
    }

    /** Looks at the operations of one that nobody has committed again, stores what it saw, and returns why the first is refused. */
    public @Nullable String refusal(UUID plan) {
        var planned = items.of(plan);
        var previews = making.preview(
                plan,
                planned.stream()
                        .map(item -> PlannedMoves.of(item.command(plan, "", null)))
                        .toList());
        var shown = new HashMap<Integer, PlannedMoves.Previewed>();
        IntStream.range(0, planned.size())
                .forEach(index -> shown.put(planned.get(index).number(), previews.get(index)));
        items.show(plan, shown);
        return previews.stream()
                .filter(preview -> !preview.allowed())
                .map(PlanMaking::refusal)
                .findFirst()
                .orElse(null);
    }
}
