package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.capacity.PoolBalance;
import io.spotmanager.gateway.capacity.PoolBalance.Effect;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import io.spotmanager.gateway.capacity.PoolBalances;
import io.spotmanager.gateway.migration.HostCommand;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Planned;
import io.spotmanager.gateway.migration.PlannedMoves.Previewed;
import io.spotmanager.gateway.operations.OperationIds;
import io.spotmanager.gateway.plans.Plan.Cannot;
import io.spotmanager.gateway.plans.Plan.Proposal;
import io.spotmanager.gateway.plans.PlanItems.NewItem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Makes plans: looks at all operations together and stores what was seen. Begins nothing. */
@Component
class PlanMaking {
    private final PlanReading reading;
    private final WantedState wanted;
    private final PlannedMoves moves;
    private final PoolBalances balances;
    private final Plans plans;
    private final PlanItems items;
    private final OperationIds ids;
    private final TransactionTemplate transactions;

    PlanMaking(
            PlanReading reading,
            WantedState wanted,
            PlannedMoves moves,
            PoolBalances balances,
            Plans plans,
            PlanItems items,
            OperationIds ids,
            PlatformTransactionManager transactions) {
        this.reading = reading;
        this.wanted = wanted;
        this.moves = moves;
        this.balances = balances;
        this.plans = plans;
        this.items = items;
        this.ids = ids;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** @return the id of the plan */
    UUID list(@Nullable String name, List<PlanReading.Sent> sent, String user) {
        return store(name, null, reading.read(sent), List.of(), List.of(), user, null);
    }

    /** @return the id of the plan, which has no items if nothing has to be moved or can be */
    UUID wanted(PlanBody body, String user) {
        var found = wanted.moves(body);
        var planned = found.operations().isEmpty() ? List.<Planned>of() : reading.read(found.operations());
        var wish = Json.MAPPER.valueToTree(new PlanBody(
                null, null, body.pool(), body.emptyHosts(), body.from(), body.prefer(), body.acknowledge()));
        var touched = Stream.concat(
                Stream.ofNullable(body.pool()), Stream.ofNullable(body.from()).flatMap(List::stream));
        return store(body.name(), wish, planned, found.cannot(), touched.toList(), user, null);
    }

    /**
     * Joins the transaction of the caller.
     *
     * @param wish of which nothing but pools and preferences counts: it is the state that is shown
     */
    UUID proposed(PlanBody wish, WantedState.Moves found, List<String> touched, Proposal proposal) {
        return store(
                proposal.policy(),
                Json.MAPPER.valueToTree(wish),
                reading.read(found.operations()),
                found.cannot(),
                touched,
                PlanProposals.by(proposal.policy()),
                proposal);
    }

    private UUID store(
            @Nullable String name,
            @Nullable JsonNode wish,
            List<Planned> planned,
            List<Cannot> leftOut,
            List<String> touched,
            String user,
            @Nullable Proposal proposal) {
        var id = ids.get();
        var previews = preview(id, planned);
        var cannot = Stream.concat(
                        leftOut.stream(),
                        IntStream.range(0, planned.size())
                                .filter(index -> !previews.get(index).allowed())
                                .mapToObj(index -> new Cannot(planned.get(index).host(), refusal(previews.get(index)))))
                .toList();
        var pools = balance(planned, previews, touched);
        transactions.executeWithoutResult(status -> {
            plans.add(id, name, user, wish, cannot, pools, proposal);
            items.add(
                    id,
                    IntStream.range(0, planned.size())
                            .mapToObj(index -> item(index + 1, planned.get(index), previews.get(index), null, null))
                            .toList());
        });
        return id;
    }

    static NewItem item(
            int number, Planned planned, Previewed preview, @Nullable Integer repeats, @Nullable Integer reverses) {
        return new NewItem(
                number,
                planned.kind(),
                planned.host(),
                planned.request(),
                planned.reason(),
                preview,
                repeats,
                reverses);
    }

    /** Looks at all of them together; says as well which other plan has a host. */
    List<Previewed> preview(UUID plan, List<Planned> planned) {
        var elsewhere = items.planned(planned.stream().map(Planned::host).toList(), plan);
        var previews = moves.preview(planned);
        return IntStream.range(0, planned.size())
                .mapToObj(index -> {
                    var other = elsewhere.get(planned.get(index).host());
                    return other == null
                            ? previews.get(index)
                            : previews.get(index)
                                    .with(Check.warning(
                                            "other_plan",
                                            "%s has a place in the plan /api/plans/%s as well, which has not begun it yet. Whichever comes second will be refused if the host is not where it expects it."
                                                    .formatted(
                                                            planned.get(index).host(), other)));
                })
                .toList();
    }

    /** Why a preview does not allow it, as a sentence. */
    static String refusal(Previewed preview) {
        return preview.checks().stream()
                .filter(check -> !check.allows())
                .map(Check::text)
                .collect(Collectors.joining(" "));
    }

    private List<PoolBalance.Balance> balance(List<Planned> planned, List<Previewed> previews, List<String> touched) {
        var named = Stream.concat(touched.stream(), planned.stream().flatMap(each -> each.pools().stream()))
                .distinct()
                .toList();
        var wishes = IntStream.range(0, planned.size())
                .filter(index -> previews.get(index).allowed())
                .mapToObj(index -> wish(planned.get(index)))
                .toList();
        return balances.of(named, wishes).pools();
    }

    private static Wish wish(Planned planned) {
        return new Wish(
                planned.host(),
                planned.source() == null ? Effect.PLACE : planned.target() == null ? Effect.WITHDRAW : Effect.MOVE,
                planned.source(),
                planned.target(),
                planned.kind().equals(HostCommand.Drain.KIND));
    }
}
