package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveVerdict;
import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.ManyHostsRepository.Known;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Fit;
import io.spotmanager.gateway.plans.HostChoice.Candidate;
import io.spotmanager.gateway.plans.HostChoice.Preference;
import io.spotmanager.gateway.plans.Plan.Cannot;
import io.spotmanager.gateway.problem.FieldProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** @param target null if it goes to no pool */
    private record Held(
            String host, UUID operation, @Nullable String target) {}

    private final PlannedMoves moves;
    private final ManyHostsRepository hosts;
    private final PoolRepository pools;
    private final PlanItems items;
    private final JdbcClient jdbc;

    WantedState(PlannedMoves moves, ManyHostsRepository hosts, PoolRepository pools, PlanItems items, JdbcClient jdbc) {
        this.moves = moves;
        this.hosts = hosts;
        this.pools = pools;
        this.items = items;
        this.jdbc = jdbc;
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong */
    Moves moves(PlanBody body) {
        requireValid(body);
        var pool = Objects.requireNonNull(body.pool());
        var from = Objects.requireNonNull(body.from());
        var wanted = Objects.requireNonNull(body.emptyHosts());
        var there = hosts.in(List.of(pool));
        var candidates =
                hosts.in(from).stream().filter(host -> !there.contains(host)).toList();
        var all = Stream.concat(there.stream(), candidates.stream()).toList();
        var known = hosts.of(all);
        var fits = all.isEmpty() ? Map.<String, Fit>of() : moves.fits(all, pool);
        var held = held();
        var planned = items.planned(candidates, null);
        var accepted = body.acknowledge() == null ? Set.<Acknowledgement>of() : body.acknowledge();
        var arriving = held.values().stream()
                .filter(each -> pool.equals(each.target()))
                .count();
        var empty = there.stream()
                .filter(host -> fit(fits, host).empty() && !held.containsKey(host))
                .count();
        var wish = new HostChoice.Wish(
                pool,
                wanted,
                (int) (empty + arriving),
                racks(there, known),
                preferences(body).toList());
        var choice = HostChoice.choose(
                wish,
                candidates.stream()
                        .map(host -> candidate(
                                Objects.requireNonNull(known.get(host)), fit(fits, host), held, planned, accepted))
                        .toList());
        return new Moves(operations(body, pool, choice), cannot(wish, choice));
    }

    private void requireValid(PlanBody body) {
        var sold = pools.selling(null, null).stream()
                .map(PoolRepository.Members::name)
                .toList();
        var wrong = new ArrayList<FieldProblem>();
        if (body.operations() != null) {
            wrong.add(new FieldProblem(
                    "operations", "goes without the fields of a wanted state: send either a list or a wanted state"));
        }
        if (body.pool() == null) {
            wrong.add(new FieldProblem("pool", "must be the pool that is to have empty hosts"));
        }
        PlanReading.unknown("pool", body.pool(), sold).forEach(wrong::add);
        if (body.emptyHosts() == null) {
            wrong.add(new FieldProblem("empty_hosts", "must say how many empty hosts the pool is to have"));
        }
        var from = body.from();
        if (from == null || from.isEmpty()) {
            wrong.add(new FieldProblem("from", "must name the pools from which hosts may be taken"));
        } else {
            IntStream.range(0, from.size()).forEach(index -> {
                PlanReading.unknown("from[%d]".formatted(index), from.get(index), sold)
                        .forEach(wrong::add);
                if (from.get(index).equals(body.pool())) {
                    wrong.add(new FieldProblem(
                            "from[%d]".formatted(index), "is the pool itself, and must be another one"));
                }
            });
        }
        var prefer = body.prefer() == null ? List.<String>of() : body.prefer();
        IntStream.range(0, prefer.size())
                .filter(index -> preference(prefer.get(index)).isEmpty())
                .forEach(index -> wrong.add(new FieldProblem(
                        "prefer[%d]".formatted(index),
                        "is '%s' and must be %s".formatted(prefer.get(index), words()))));
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
    }

    private static String words() {
        return Arrays.stream(Preference.values()).map(WantedState::word).collect(Collectors.joining(" or "));
    }

    private static String word(Preference preference) {
        return preference.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Preference> preference(String word) {
        return Arrays.stream(Preference.values())
                .filter(each -> word(each).equals(word))
                .findFirst();
    }

    private static Stream<Preference> preferences(PlanBody body) {
        return body.prefer() == null
                ? Stream.empty()
                : body.prefer().stream().flatMap(word -> preference(word).stream());
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
                .sql("select subject, id, request ->> 'target_aggregate' as target from operation where open")
                .query((row, number) ->
                        new Held(row.getString("subject"), row.getObject("id", UUID.class), row.getString("target")))
                .list()
                .stream()
                .collect(Collectors.toMap(Held::host, Function.identity()));
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
        if (held != null) {
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
