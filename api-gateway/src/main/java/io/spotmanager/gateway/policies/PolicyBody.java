package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.plans.PlanProposals;
import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.reservations.WindowHours;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A policy as an admin sends it. It needs all three bounds.
 *
 * @param pool that is to have empty hosts
 * @param atLeast empty hosts, below which it proposes to bring some; 0 to bring none
 * @param atMost empty hosts, above which it proposes to give some to the first pool of {@code from}
 * @param from the pools from which hosts may be taken
 * @param prefer which hosts are taken first: {@code empty}, {@code spread_racks}; null for any
 * @param window the maintenance window in which it proposes; null for all hours
 * @param perDay how many hosts it may move in a day: that of the window's time zone, or UTC without a window
 * @param acts true if it may begin its proposals by itself, with the rights of who sends this; null for false
 */
record PolicyBody(
        @Nullable String pool,
        @Nullable Integer atLeast,
        @Nullable Integer atMost,
        @Nullable List<@Nullable String> from,
        @Nullable List<@Nullable String> prefer,
        @Nullable String window,
        @Nullable Integer perDay,
        @Nullable Boolean acts) {
    static final int MOST = 1_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,49}");

    boolean mayAct() {
        return Boolean.TRUE.equals(acts);
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names every field that is wrong, and what would be right */
    Rule rule(String name, PlanProposals proposals, WindowHours windows) {
        var wrong = new ArrayList<FieldProblem>();
        if (!NAME.matcher(name).matches()) {
            wrong.add(new FieldProblem("name", "must have 1 to 50 small letters, digits or dashes"));
        }
        wrong.addAll(proposals.wrongPool(pool));
        wrong.addAll(wrongBounds());
        var sources = texts(from);
        var preferred = texts(prefer);
        wrong.addAll(proposals.wrongSources(pool, from == null ? null : sources, preferred));
        IntStream.range(0, sources.size())
                .filter(index -> sources.subList(0, index).contains(sources.get(index)))
                .forEach(index -> wrong.add(new FieldProblem(
                        "from[%d]".formatted(index),
                        "is '%s' again: name each pool once".formatted(sources.get(index)))));
        if (window != null && !windows.names().contains(window)) {
            wrong.add(new FieldProblem(
                    "window",
                    "is '%s', and there is no such window: the windows are %s; leave it out for all hours"
                            .formatted(window, windows.names())));
        }
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(List.copyOf(wrong));
        }
        return new Rule(
                name,
                Objects.requireNonNull(pool),
                Objects.requireNonNull(atLeast),
                Objects.requireNonNull(atMost),
                sources,
                preferred,
                window,
                Objects.requireNonNull(perDay));
    }

    private List<FieldProblem> wrongBounds() {
        var wrong = new ArrayList<FieldProblem>();
        bound("at_least", atLeast, 0, "how many empty hosts the pool is to have at least; 0 if it is to get none")
                .forEach(wrong::add);
        bound("at_most", atMost, 0, "how many empty hosts the pool is to have at most; more than that are given away")
                .forEach(wrong::add);
        if (wrong.isEmpty() && Objects.requireNonNull(atLeast) > Objects.requireNonNull(atMost)) {
            wrong.add(new FieldProblem(
                    "at_most", "is %d and must not be less than at_least, which is %d".formatted(atMost, atLeast)));
        }
        bound("per_day", perDay, 1, "how many hosts it may move in a day").forEach(wrong::add);
        return wrong;
    }

    private static Stream<FieldProblem> bound(String field, @Nullable Integer value, int least, String meaning) {
        return value != null && value >= least && value <= MOST
                ? Stream.empty()
                : Stream.of(new FieldProblem(
                        field,
                        "is %s and must be from %d to %d: %s. No policy goes without it"
                                .formatted(value == null ? "missing" : value, least, MOST, meaning)));
    }

    /** One that is no text stays, so that it is named by its number. */
    private static List<String> texts(@Nullable List<@Nullable String> names) {
        return names == null ? List.of() : names.stream().map(String::valueOf).toList();
    }
}
