package io.spotmanager.gateway.plans;

import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.problem.FieldProblem;
import java.util.List;
import java.util.stream.IntStream;

/** Which items of a plan somebody names. */
final class PlanSelection {
    private PlanSelection() {}

    /** @throws io.spotmanager.gateway.problem.ProblemException that names each number that is none of a planned item, or is there twice */
    static void requirePlanned(Plan plan, List<Integer> wanted, List<Item> planned) {
        var left = planned.stream().map(Item::number).toList();
        var wrong = IntStream.range(0, wanted.size())
                .filter(index -> !left.contains(wanted.get(index))
                        || wanted.subList(0, index).contains(wanted.get(index)))
                .mapToObj(index -> new FieldProblem(
                        "ids[%d]".formatted(index),
                        left.contains(wanted.get(index))
                                ? "is %s again: name each item once".formatted(wanted.get(index))
                                : "is %s and must be the number of an item that is planned: see /api/plans/%s"
                                        .formatted(wanted.get(index), plan.id())))
                .toList();
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
    }
}
