package io.spotmanager.gateway.policies;

import io.spotmanager.gateway.policies.PoolPolicy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds policies that would work against each other without end: two that want numbers of one pool that do not meet, and those that take hosts
 * from each other in a circle. A pool gets only up to its lower bound and gives only down to its upper one, so a circle of which one part
 * brings and another gives away comes to rest; one of a single kind does not.
 */
final class PolicyFights {
    /**
     * @param field of the policy that is wanted
     * @param message continues the sentence that begins with the field's name; without a full stop
     * @param others with which it fights
     */
    record Fight(String field, String message, List<String> others) {}

    private enum Way {
        BRINGS {
            @Override
            List<Step> of(Rule rule) {
                return rule.atLeast() == 0
                        ? List.of()
                        : rule.from().stream()
                                .map(from -> new Step(rule, rule.pool(), from))
                                .toList();
            }

            @Override
            String text(Step step) {
                return "%s fills %s from %s".formatted(step.rule().name(), step.pool(), step.other());
            }
        },
        GIVES {
            @Override
            List<Step> of(Rule rule) {
                return List.of(new Step(rule, rule.pool(), rule.from().getFirst()));
            }

            @Override
            String text(Step step) {
                return "%s gives surplus hosts of %s to %s"
                        .formatted(step.rule().name(), step.pool(), step.other());
            }
        };

        abstract List<Step> of(Rule rule);

        abstract String text(Step step);
    }

    /** @param other the pool from which it takes, or to which it gives */
    private record Step(Rule rule, String pool, String other) {}

    private PolicyFights() {}

    /**
     * @param others all policies but itself
     * @param together whether two of them propose at the same hours
     */
    static Optional<Fight> of(Rule wanted, List<Rule> others, BiPredicate<Rule, Rule> together) {
        return Stream.of(
                        bounds(wanted, others, together),
                        circle(Way.BRINGS, wanted, others, together),
                        circle(Way.GIVES, wanted, others, together))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Fight> bounds(Rule wanted, List<Rule> others, BiPredicate<Rule, Rule> together) {
        return others.stream()
                .filter(other -> other.pool().equals(wanted.pool()) && together.test(wanted, other))
                .filter(other -> wanted.atLeast() > other.atMost() || other.atLeast() > wanted.atMost())
                .map(other -> wanted.atLeast() > other.atMost()
                        ? new Fight(
                                "at_least",
                                "is %d, and the policy %s gives away what %s has more than %d at the same hours: it must be at most %d, or one of the two needs other hours"
                                        .formatted(
                                                wanted.atLeast(),
                                                other.name(),
                                                other.pool(),
                                                other.atMost(),
                                                other.atMost()),
                                List.of(other.name()))
                        : new Fight(
                                "at_most",
                                "is %d, and the policy %s fills %s up to %d at the same hours: it must be at least %d, or one of the two needs other hours"
                                        .formatted(
                                                wanted.atMost(),
                                                other.name(),
                                                other.pool(),
                                                other.atLeast(),
                                                other.atLeast()),
                                List.of(other.name())))
                .findFirst();
    }

    private static Optional<Fight> circle(Way way, Rule wanted, List<Rule> others, BiPredicate<Rule, Rule> together) {
        return way.of(wanted).stream()
                .flatMap(first -> closed(way, List.of(first), others, together).stream())
                .findFirst()
                .map(path -> new Fight(
                        "from[%d]"
                                .formatted(wanted.from().indexOf(path.getFirst().other())),
                        "is %s, and hosts would go round without end: %s. Take them from another pool, or at other hours"
                                .formatted(
                                        path.getFirst().other(),
                                        path.stream().map(way::text).collect(Collectors.joining(", "))),
                        path.stream().skip(1).map(step -> step.rule().name()).toList()));
    }

    /** @return the path to where it began; empty if there is none */
    private static Optional<List<Step>> closed(
            Way way, List<Step> path, List<Rule> others, BiPredicate<Rule, Rule> together) {
        var last = path.getLast();
        if (last.other().equals(path.getFirst().pool())) {
            return Optional.of(path);
        }
        return others.stream()
                .filter(next -> next.pool().equals(last.other()) && together.test(last.rule(), next))
                .filter(next -> path.stream().noneMatch(step -> step.rule().equals(next)))
                .flatMap(next -> way.of(next).stream())
                .map(step -> closed(way, longer(path, step), others, together))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Step> longer(List<Step> path, Step step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }
}
