package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveVerdict;
import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.ManyHostsRepository.Known;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Fit;
import io.spotmanager.gateway.plans.HostChoice.Candidate;
import io.spotmanager.gateway.plans.Plan.Cannot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Turns a wanted number of empty hosts in a pool into moves. */
@Component
class WantedState {
    /**
     * What brings the pool there.
     *
     * @param operations as {@code execute-migration} takes them
     * @param cannot the hosts that were left out, and what is missing
     */
    record Moves(List<PlanReading.Sent> operations, List<Cannot> cannot) {}

    /**
     * How many empty hosts a pool has.
     *
     * @param empty those that nothing holds
     * @param arriving those that are on their way there, or wait to begin in a plan that runs
     */
    record Stock(int empty, int arriving) {
        int all() {
            return empty + arriving;
        }
    }

    /**
     * A host that changes its pool.
     *
     * @param operation null if it waits to begin in a plan that runs
     * @param target null if it goes to no pool
     */
    private record Held(
            String host, @Nullable UUID operation, @Nullable String target) {}

    private final PlannedMoves moves;
    private final ManyHostsRepository hosts;
    private final PlanWishes wishes;
    private final PlanItems items;
    private final JdbcClient jdbc;

    WantedState(PlannedMoves moves, ManyHostsRepository hosts, PlanWishes wishes, PlanItems items, JdbcClient jdbc) {
        this.moves = moves;
        this.hosts = hosts;
        this.wishes = wishes;
        this.items = items;
        this.jdbc = jdbc;
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong */
    Moves moves(PlanBody body) {
        wishes.requireValid(body);
        var wanted = Objects.requireNonNull(body.emptyHosts());
        return moves(body, _ -> wanted);
    }

    /**
     * The same for so many hosts, however many are there.
     *
     * @param body whose pools and preferences are known to be right
     */
    Moves bring(PlanBody body, int more) {
        return moves(body, has -> has + more);
    }

    Stock stock(String pool) {
        var there = hosts.in(List.of(pool));
        return stock(pool, there, there.isEmpty() ? Map.of() : moves.fits(there, pool), held());
    }

    private static Stock stock(String pool, List<String> there, Map<String, Fit> fits, Map<String, Held> held) {
        return new Stock(
                (int) there.stream()
                        .filter(host -> fit(fits, host).empty() && !held.containsKey(host))
                        .count(),
                (int) held.values().stream()
                        .filter(each -> pool.equals(each.target()))
                        .count());
    }

    /** @param wanted how many empty hosts it is to have if it has so many */
    private Moves moves(PlanBody body, IntUnaryOperator wanted) {
        var pool = Objects.requireNonNull(body.pool());
        var from = Objects.requireNonNull(body.from());
        var there = hosts.in(List.of(pool));
        var candidates =
                hosts.in(from).stream().filter(host -> !there.contains(host)).toList();
        var all = Stream.concat(there.stream(), candidates.stream()).toList();
        var known = hosts.of(all);
        var fits = all.isEmpty() ? Map.<String, Fit>of() : moves.fits(all, pool);
        var held = held();
        var planned = items.planned(candidates, null);
        var accepted = body.acknowledge() == null ? Set.<Acknowledgement>of() : body.acknowledge();
        var has = stock(pool, there, fits, held).all();
        var wish = new HostChoice.Wish(
                pool,
                wanted.applyAsInt(has),
                has,
                racks(there, known),
                PlanWishes.preferences(body).toList());
        var choice = HostChoice.choose(
                wish,
                candidates.stream()
                        .map(host -> candidate(
                                Objects.requireNonNull(known.get(host)), fit(fits, host), held, planned, accepted))
                        .toList());
        return new Moves(operations(body, pool, choice), cannot(wish, choice));
    }

    private static Fit fit(Map<String, Fit> fits, String host) {
        return Objects.requireNonNull(fits.get(host));
    }

    private static Map<String, Integer> racks(List<String> there, Map<String, Known> known) {
        return there.stream()
                .flatMap(host -> Stream.ofNullable(
                        Objects.requireNonNull(known.get(host)).rack()))
                .collect(Collectors.toMap(Function.identity(), _ -> 1, Integer::sum));
    }

    private Map<String, Held> held() {
        return jdbc
                .sql("""
                select subject, id, request ->> 'target_aggregate' as target from operation where open
                union all
                select subject, null, request ->> 'target_aggregate' from plan_item i
                where state = 'WAITING' and not exists (select from operation o where o.subject = i.subject and o.open)
                """)
                .query((row, number) ->
                        new Held(row.getString("subject"), row.getObject("id", UUID.class), row.getString("target")))
                .list()
                .stream()
                .collect(Collectors.toMap(Held::host, Function.identity(), (one, _) -> one));
    }

    private static Candidate candidate(
            Known host, Fit fit, Map<String, Held> held, Map<String, UUID> planned, Set<Acknowledgement> accepted) {
        return new Candidate(
                host.host(),
                String.valueOf(host.pool()),
                host.rack(),
                fit.leftOver(),
                whyNot(host, fit, held.get(host.host()), planned.get(host.host()), accepted));
    }

    private static @Nullable String whyNot(
            Known host, Fit fit, @Nullable Held held, @Nullable UUID plan, Set<Acknowledgement> accepted) {
        if (held != null && held.operation() != null) {
            return "is held by the operation /api/operations/%s".formatted(held.operation());
        }
        if (plan != null) {
            return "has its place in the plan /api/plans/%s, which has not begun it yet".formatted(plan);
        }
        if (!fit.empty()) {
            return "is not empty";
        }
        if (fit.verdict().result() == MoveVerdict.Result.REFUSED) {
            return "cannot go there: " + fit.verdict().reason();
        }
        var open = fit.verdict().acknowledge().stream()
                .filter(each -> !accepted.contains(each))
                .map(String::valueOf)
                .toList();
        if (!open.isEmpty()) {
            return "would need acknowledge: %s (%s)"
                    .formatted(open, fit.verdict().reason());
        }
        if (host.netboxStatus() != null && !host.netboxStatus().equals(Device.ACTIVE)) {
            return "is %s in NetBox, so it would not be sold there".formatted(host.netboxStatus());
        }
        return sold(host);
    }

    private static @Nullable String sold(Known host) {
        return host.service()
                        .filter(service -> service.enabled() && service.up())
                        .isPresent()
                ? null
                : "has a compute service that is disabled or down, so it would not be sold there";
    }

    private static List<PlanReading.Sent> operations(PlanBody body, String pool, HostChoice.Choice choice) {
        return choice.chosen().stream()
                .map(chosen -> new PlanReading.Sent("", operation(body, pool, chosen)))
                .toList();
    }

    private static JsonNode operation(PlanBody body, String pool, HostChoice.Chosen chosen) {
        var operation = Json.MAPPER.createObjectNode();
        operation.put("host", chosen.host());
        operation.put("source_aggregate", chosen.from());
        operation.put("target_aggregate", pool);
        operation.put("reason", chosen.why());
        if (body.acknowledge() != null) {
            var accepted = operation.putArray("acknowledge");
            body.acknowledge().forEach(each -> accepted.add(each.toString()));
        }
        return operation;
    }

    private static List<Cannot> cannot(HostChoice.Wish wish, HostChoice.Choice choice) {
        var missing = choice.missing() == 0
                ? Stream.<Cannot>empty()
                : Stream.of(new Cannot(
                        null,
                        "%s has %d empty hosts and is to have %d: %d can be brought there, %d are missing."
                                .formatted(
                                        wish.pool(),
                                        wish.has(),
                                        wish.emptyHosts(),
                                        choice.chosen().size(),
                                        choice.missing())));
        return Stream.concat(
                        missing,
                        choice.leftOut().stream()
                                .map(each -> new Cannot(
                                        each.host(), "%s in %s %s.".formatted(each.host(), each.pool(), each.why()))))
                .toList();
    }
}
