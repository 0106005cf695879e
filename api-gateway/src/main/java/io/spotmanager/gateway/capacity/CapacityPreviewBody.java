package io.spotmanager.gateway.capacity;

import io.spotmanager.gateway.capacity.PoolBalance.Effect;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.security.rights.Touched;
import io.spotmanager.gateway.security.rights.WholeEntries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations that nobody has sent yet.
 *
 * @param operations at most 1000
 */
record CapacityPreviewBody(
        @NotNull(message = LIST) @Size(min = 1, max = 1_000, message = LIST) @WholeEntries(message = LIST)
        List<@Valid Wished> operations) {
    private static final String LIST =
            "must have 1 to 1000 entries, each with host, and the operation and pools that go with it";
    private static final String NAME =
            "must be a compute host's name: 1 to 255 letters, digits, dots, dashes or underscores";
    private static final String POOL = "must be a pool's name: 1 to 255 characters";
    private static final String OPERATION =
            "must be full (a move, also if it is left out), add (a placement), remove (a withdrawal), launch or retire";
    private static final String WHEN =
            "must be now (also if it is left out) or empty (it waits until nobody uses the host any more)";

    /**
     * One operation.
     *
     * @param operation {@code full} for a move, also if it is left out, {@code add}, {@code remove}, {@code launch} or {@code retire}
     * @param sourceAggregate the pool that the host leaves; null for the one in which it is
     * @param targetAggregate the pool into which it goes; null if it goes into none, or stays
     * @param when {@code empty} if it waits until nobody uses the host any more; {@code now} or null if it does not
     */
    record Wished(
            @NotNull(message = NAME) @Pattern(regexp = "[A-Za-z0-9._-]{1,255}", message = NAME)
            String host,

            @Pattern(regexp = "full|add|remove|launch|retire", message = OPERATION) @Nullable
            String operation,

            @Size(min = 1, max = 255, message = POOL) @Nullable
            String sourceAggregate,

            @Size(min = 1, max = 255, message = POOL) @Nullable
            String targetAggregate,

            @Pattern(regexp = "now|empty", message = WHEN) @Nullable
            String when) {
        Effect effect() {
            return switch (operation) {
                case "add" -> Effect.PLACE;
                case "remove" -> Effect.WITHDRAW;
                case "launch" -> Effect.LAUNCH;
                case "retire" -> Effect.RETIRE;
                case null, default -> Effect.MOVE;
            };
        }

        Touched touched() {
            return Touched.move(host, sourceAggregate, targetAggregate);
        }

        private Wish wish() {
            return new Wish(host, effect(), sourceAggregate, targetAggregate, "empty".equals(when));
        }

        private @Nullable FieldProblem wrong() {
            var effect = effect();
            if (targetAggregate == null && (effect == Effect.MOVE || effect == Effect.PLACE)) {
                return new FieldProblem("target_aggregate", POOL);
            }
            if (targetAggregate != null && (effect == Effect.WITHDRAW || effect == Effect.LAUNCH)) {
                return without("target_aggregate");
            }
            if (sourceAggregate != null && (effect == Effect.PLACE || effect == Effect.LAUNCH)) {
                return without("source_aggregate");
            }
            return when != null && (effect == Effect.PLACE || effect == Effect.LAUNCH) ? without("when") : null;
        }

        private FieldProblem without(String field) {
            return new FieldProblem(
                    field, "has no meaning with operation %s: leave it out".formatted(String.valueOf(operation)));
        }
    }

    /** @throws io.spotmanager.gateway.problem.ProblemException that names each field that is missing or has no meaning */
    List<Wish> wishes() {
        var wrong = new ArrayList<FieldProblem>();
        for (var index = 0; index < operations.size(); index++) {
            var problem = operations.get(index).wrong();
            if (problem != null) {
                wrong.add(new FieldProblem("operations[%d].%s".formatted(index, problem.field()), problem.message()));
            }
        }
        if (!wrong.isEmpty()) {
            throw FieldProblem.refusals(wrong);
        }
        return operations.stream().map(Wished::wish).toList();
    }
}
