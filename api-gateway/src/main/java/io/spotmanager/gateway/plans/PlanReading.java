package io.spotmanager.gateway.plans;

import io.spotmanager.fleet.read.ManyHostsRepository;
import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.migration.PlannedMoves;
import io.spotmanager.gateway.migration.PlannedMoves.Planned;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads the operations of a plan. If one of them is wrong, all that is wrong is named, and there is no plan. */
@Component
class PlanReading {
    /** How many operations a plan may have. */
    static final int MOST = 1_000;

    private static final int SIMILAR = 5;

    /**
     * One operation as it was sent.
     *
     * @param place where it stands, in front of the name of a field
     */
    record Sent(String place, JsonNode body) {}

    private final PlannedMoves moves;
    private final ManyHostsRepository hosts;
    private final PoolRepository pools;

    PlanReading(PlannedMoves moves, ManyHostsRepository hosts, PoolRepository pools) {
        this.moves = moves;
        this.hosts = hosts;
        this.pools = pools;
    }

    /** @throws ProblemException that names every field that is wrong, of every operation */
    List<Planned> read(List<Sent> sent) {
        if (sent.isEmpty() || sent.size() > MOST) {
            throw FieldProblem.refusal(
                    "operations", "has %d operations: send from 1 to %d of them".formatted(sent.size(), MOST));
        }
        var known = hosts.pools(
                sent.stream().map(each -> each.body().path("host").asString("")).toList());
        var sold = pools.selling(null, null).stream()
                .map(PoolRepository.Members::name)
                .toList();
        var wrong = new ArrayList<FieldProblem>();
        var read = new ArrayList<Planned>();
        var firstPlaces = new HashMap<String, String>();
        for (var each : sent) {
            if (!each.body().isObject()) {
                wrong.add(new FieldProblem(
                        place(each.place()), "must be an object, such as a body of execute-migration"));
                continue;
            }
            try {
                var planned = moves.read(
                        each.body(),
                        host -> Optional.ofNullable(known.get(host)).filter(pool -> !pool.isEmpty()));
                wrongNames(planned, known, sold, firstPlaces.putIfAbsent(planned.host(), each.place()))
                        .map(problem -> at(each, problem))
                        .forEach(wrong::add);
                read.add(planned);
            } catch (ProblemException e) {
                FieldProblem.of(e).stream().map(problem -> at(each, problem)).forEach(wrong::add);
            }
        }
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
        return read;
    }

    private static FieldProblem at(Sent sent, FieldProblem problem) {
        return new FieldProblem(sent.place() + problem.field(), problem.message());
    }

    /** @param earlier the place of the operation that has the same host; null if there is none */
    private static Stream<FieldProblem> wrongNames(
            Planned planned, Map<String, String> known, List<String> sold, @Nullable String earlier) {
        var wrong = new ArrayList<FieldProblem>();
        if (earlier != null) {
            wrong.add(new FieldProblem(
                    "host",
                    "is '%s' again, as in %s already: a plan changes a host once. Leave one of them out, or make a second plan for what comes after it"
                            .formatted(planned.host(), place(earlier))));
        } else if (!known.containsKey(planned.host())) {
            wrong.add(new FieldProblem(
                    "host",
                    "is '%s', and the snapshot has no such host: check the spelling, names are case-sensitive"
                            .formatted(planned.host())));
        }
        unknown("source_aggregate", planned.source(), sold).forEach(wrong::add);
        unknown("target_aggregate", planned.target(), sold).forEach(wrong::add);
        return wrong.stream();
    }

    private static String place(String earlier) {
        return earlier.endsWith(".") ? earlier.substring(0, earlier.length() - 1) : earlier.replace(", ", "");
    }

    /** Empty if the pool is known, or none is named. */
    static Stream<FieldProblem> unknown(String field, @Nullable String pool, List<String> sold) {
        return pool == null || sold.contains(pool)
                ? Stream.empty()
                : Stream.of(new FieldProblem(
                        field,
                        "is '%s', and there is no such pool: the pools with names like it are %s"
                                .formatted(pool, similar(pool, sold))));
    }

    private static String similar(String name, List<String> sold) {
        return sold.stream()
                .sorted(Comparator.<String>comparingInt(each -> -inCommon(each, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SIMILAR)
                .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), String::valueOf));
    }

    private static int inCommon(String one, String other) {
        var length = 0;
        while (length < one.length()
                && length < other.length()
                && Character.toLowerCase(one.charAt(length)) == Character.toLowerCase(other.charAt(length))) {
            length++;
        }
        return length;
    }
}
