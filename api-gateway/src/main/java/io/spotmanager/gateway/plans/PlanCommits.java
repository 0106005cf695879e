package io.spotmanager.gateway.plans;

import io.spotmanager.gateway.approvals.CommandGate;
import io.spotmanager.gateway.approvals.PlanBeginning;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Planned;
import io.spotmanager.gateway.operations.CommandAnswer;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.plans.PlanItems.NewItem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.workflow.operation.Command;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people decide about plans. */
@Component
class PlanCommits {
    /**
     * How a plan is begun.
     *
     * @param ids the numbers of items; null for all that the checks allow
     */
    record Wish(
            @Nullable List<Integer> ids,
            @Nullable String reason,
            int atOnce,
            @Nullable Integer stopAfterFailures) {}

    private final Plans plans;
    private final PlanItems items;
    private final PlanMaking making;
    private final PlannedMoves moves;
    private final CommandGate gate;
    private final PlanBeginning start;
    private final CallerLimits limits;
    private final InstantSource clock;
    private final TransactionTemplate transactions;

    PlanCommits(
            Plans plans,
            PlanItems items,
            PlanMaking making,
            PlannedMoves moves,
            CommandGate gate,
            PlanBeginning start,
            CallerLimits limits,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.plans = plans;
        this.items = items;
        this.making = making;
        this.moves = moves;
        this.gate = gate;
        this.start = start;
        this.limits = limits;
        this.clock = clock;
        this.transactions = new TransactionTemplate(transactions);
    }

    Plan find(UUID id) {
        return plans.find(id)
                .orElseThrow(() ->
                        ProblemType.NOT_FOUND.because("There is no plan %s. GET /api/plans lists all.".formatted(id)));
    }

    /**
     * Begins items of a plan, or stores that until a second person has approved it.
     *
     * @return the request for approval; empty if they begin
     */
    Optional<CommandAnswer> commit(UUID id, Wish wish, Authentication user) {
        var plan = requireReady(id);
        var planned = all(id, item -> item.state() == ItemState.PLANNED);
        var wanted = wish.ids();
        if (wanted == null) {
            return submit(plan, requireSome(plan, allowed(plan, planned, user), planned.isEmpty()), wish, user);
        }
        PlanSelection.requirePlanned(plan, wanted, planned);
        var chosen =
                planned.stream().filter(item -> wanted.contains(item.number())).toList();
        var allowed = allowed(plan, chosen, user);
        if (allowed.size() < chosen.size()) {
            var refused = chosen.stream()
                    .filter(item -> !allowed.contains(item))
                    .map(Item::number)
                    .toList();
            throw ProblemType.CHECKS_FAILED
                    .because(
                            "Nothing was done. The checks do not allow the items %s now; GET /api/plans/%s says why. Leave them out of ids, or make another plan with what they need."
                                    .formatted(refused, id))
                    .with("items", refused);
        }
        return submit(plan, chosen, wish, user);
    }

    /** The same for what did not begin, or left its host where it was: each as a new item, if the checks allow it now. */
    Optional<CommandAnswer> retryFailed(UUID id, Wish wish, Authentication user) {
        var plan = requireReady(id);
        var again = add(
                plan,
                user,
                every -> every.stream()
                        .filter(item -> item.rows().isUndone()
                                && every.stream().noneMatch(other -> isOf(item, other.repeats())))
                        .map(item -> new Addition(
                                PlannedMoves.of(item.command(id, user.getName(), null)), item.number(), null))
                        .toList());
        var left =
                again.isEmpty() ? all(id, item -> item.state() == ItemState.PLANNED && item.repeats() != null) : again;
        if (left.isEmpty()) {
            throw ProblemType.PLAN_NOT_READY.because(
                    "Nothing was done. No operation of the plan was rejected, rolled back or cancelled, or each was tried again already.");
        }
        return submit(plan, requireSome(plan, allowed(plan, left, user), false), wish, user);
    }

    /**
     * Adds what takes each success back, in the other order, with its checks. Begins nothing.
     *
     * @param reason of the withdrawals among them
     */
    void rollBackDone(UUID id, String reason, Authentication user) {
        var plan = requireReady(id);
        var back = add(
                plan,
                user,
                every -> every.reversed().stream()
                        .filter(item -> item.state() == ItemState.SUCCEEDED && item.reverses() == null)
                        .filter(item -> every.stream()
                                .noneMatch(
                                        other -> isOf(item, other.reverses()) && other.state() != ItemState.CANCELLED))
                        .map(item -> new Addition(
                                moves.reverse(item.command(id, user.getName(), null), reason), null, item.number()))
                        .toList());
        if (back.isEmpty()) {
            throw ProblemType.PLAN_NOT_READY.because(
                    "Nothing was done. No operation of the plan has succeeded, or each is taken back already.");
        }
    }

    /** Ends what has not begun. What has begun goes on. */
    void cancel(UUID id, @Nullable String reason, Authentication user) {
        var plan = find(id);
        requireWithinLimits(
                all(id, item -> item.state() == ItemState.PLANNED || item.state() == ItemState.WAITING).stream()
                        .map(item -> item.command(plan.id(), user.getName(), null))
                        .toList(),
                user);
        transactions.executeWithoutResult(status -> {
            plans.lock(id);
            if (items.cancel(id) == 0) {
                throw ProblemType.PLAN_NOT_READY.because(
                        "Nothing was done. Nothing of the plan is left to cancel. An operation that has begun is cancelled by itself: POST /api/operations/{id}/cancel.");
            }
            plans.cancel(id, user.getName(), reason);
        });
    }

    private record Addition(
            Planned planned,
            @Nullable Integer repeats,
            @Nullable Integer reverses) {}

    private interface Choice {
        List<Addition> of(List<Item> every);
    }

    /** @return the new items, as they are stored */
    private List<Item> add(Plan plan, Authentication user, Choice choice) {
        var first = new ArrayList<Integer>();
        transactions.executeWithoutResult(status -> {
            plans.lock(plan.id());
            var every = items.of(plan.id());
            var additions = choice.of(every);
            var previews = making.preview(
                    plan.id(), additions.stream().map(Addition::planned).toList());
            var next = every.isEmpty() ? 1 : every.getLast().number() + 1;
            first.add(next);
            List<NewItem> added = IntStream.range(0, additions.size())
                    .mapToObj(index -> PlanMaking.item(
                            next + index,
                            additions.get(index).planned(),
                            previews.get(index),
                            additions.get(index).repeats(),
                            additions.get(index).reverses()))
                    .toList();
            items.add(plan.id(), added);
            plans.changed(plan.id());
        });
        return all(plan.id(), item -> item.number() >= first.getFirst());
    }

    private static boolean isOf(Item item, @Nullable Integer number) {
        return Objects.equals(item.number(), number);
    }

    private List<Item> all(UUID plan, Predicate<Item> which) {
        return items.of(plan).stream().filter(which).toList();
    }

    /** Looks at them again, stores what it saw, and returns those that the checks allow. */
    private List<Item> allowed(Plan plan, List<Item> some, Authentication user) {
        var previews = making.preview(
                plan.id(),
                some.stream()
                        .map(item -> PlannedMoves.of(item.command(plan.id(), user.getName(), null)))
                        .toList());
        var shown = new HashMap<Integer, PlannedMoves.Previewed>();
        IntStream.range(0, some.size())
                .forEach(index -> shown.put(some.get(index).number(), previews.get(index)));
        items.show(plan.id(), shown);
        var allowed = some.stream()
                .filter(item -> Objects.requireNonNull(shown.get(item.number())).allowed())
                .toList();
        return allowed;
    }

    private static List<Item> requireSome(Plan plan, List<Item> allowed, boolean nothingLeft) {
        if (allowed.isEmpty()) {
            throw ProblemType.CHECKS_FAILED.because(
                    nothingLeft
                            ? "Nothing was done. Nothing of the plan is left to commit."
                            : "Nothing was done. The checks allow none of it; GET /api/plans/%s says why."
                                    .formatted(plan.id()));
        }
        return allowed;
    }

    private Optional<CommandAnswer> submit(Plan plan, List<Item> chosen, Wish wish, Authentication user) {
        var parts = chosen.stream()
                .map(item -> item.command(plan.id(), user.getName(), wish.reason()))
                .toList();
        requireWithinLimits(parts, user);
        var pools = parts.stream()
                .flatMap(part -> PlannedMoves.of(part).pools().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        var commit = new PlanCommit(
                chosen.stream().map(Item::number).toList(),
                wish.atOnce(),
                wish.stopAfterFailures(),
                List.copyOf(pools));
        var whole = new Command(
                PlanBeginning.KIND,
                plan.id().toString(),
                commit.json(),
                user.getName(),
                wish.reason(),
                plan.id().toString());
        var origin = Objects.requireNonNull(RequestCaller.origin(), "a plan is committed by a request");
        return gate.submitTogether(whole, parts, user, () -> start.begin(whole, origin, clock.instant()));
    }

    /** Also for a token, whose limits are those of its request. */
    private void requireWithinLimits(List<Command> parts, Authentication user) {
        if (limits.of(user).isNone()) {
            return;
        }
        parts.forEach(part -> Optional.ofNullable(limits.whyNot(user, part)).ifPresent(why -> {
            throw ProblemType.NOT_ALLOWED.because("Nothing was done. %s: %s".formatted(part.subject(), why));
        }));
    }

    private Plan requireReady(UUID id) {
        var plan = find(id);
        if (plan.running()) {
            throw PlanStart.runs(id);
        }
        return plan;
    }
}
