package io.spotmanager.gateway.plans;

import io.spotmanager.fleet.read.PoolRepository;
import io.spotmanager.gateway.plans.HostChoice.Preference;
import io.spotmanager.gateway.problem.FieldProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads which pool is to have empty hosts, from where, and which are taken first. */
@Component
class PlanWishes {
    private final PoolRepository pools;

    PlanWishes(PoolRepository pools) {
        this.pools = pools;
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong */
    void requireValid(PlanBody body) {
        var wrong = new ArrayList<FieldProblem>();
        if (body.operations() != null) {
            wrong.add(new FieldProblem(
                    "operations", "goes without the fields of a wanted state: send either a list or a wanted state"));
        }
        wrong.addAll(wrongPool(body.pool()));
        if (body.emptyHosts() == null) {
            wrong.add(new FieldProblem("empty_hosts", "must say how many empty hosts the pool is to have"));
        }
        wrong.addAll(wrongSources(body.pool(), body.from(), body.prefer()));
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
    }

    List<FieldProblem> wrongPool(@Nullable String pool) {
        return pool == null
                ? List.of(new FieldProblem("pool", "must be the pool that is to have empty hosts"))
                : PlanReading.unknown("pool", pool, sold()).toList();
    }

    List<FieldProblem> wrongSources(@Nullable String pool, @Nullable List<String> from, @Nullable List<String> prefer) {
        var sold = sold();
        var wrong = new ArrayList<FieldProblem>();
        if (from == null || from.isEmpty()) {
            wrong.add(new FieldProblem("from", "must name the pools from which hosts may be taken"));
        } else {
            IntStream.range(0, from.size()).forEach(index -> {
                PlanReading.unknown("from[%d]".formatted(index), from.get(index), sold)
                        .forEach(wrong::add);
                if (from.get(index).equals(pool)) {
                    wrong.add(new FieldProblem(
                            "from[%d]".formatted(index), "is the pool itself, and must be another one"));
                }
            });
        }
        var words = prefer == null ? List.<String>of() : prefer;
        IntStream.range(0, words.size())
                .filter(index -> preference(words.get(index)).isEmpty())
                .forEach(index -> wrong.add(new FieldProblem(
                        "prefer[%d]".formatted(index), "is '%s' and must be %s".formatted(words.get(index), known()))));
        return wrong;
    }

    private List<String> sold() {
        return pools.selling(null, null).stream()
                .map(PoolRepository.Members::name)
                .toList();
    }

    private static String known() {
        return Arrays.stream(Preference.values()).map(PlanWishes::word).collect(Collectors.joining(" or "));
    }

    private static String word(Preference preference) {
        return preference.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Preference> preference(String word) {
        return Arrays.stream(Preference.values())
                .filter(each -> word(each).equals(word))
                .findFirst();
    }

    static Stream<Preference> preferences(PlanBody body) {
        return body.prefer() == null
                ? Stream.empty()
                : body.prefer().stream().flatMap(word -> preference(word).stream());
    }
}
