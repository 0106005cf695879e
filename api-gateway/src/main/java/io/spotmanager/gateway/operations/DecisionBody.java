package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.problem.FieldProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * Decisions for several operations.
 *
 * @param reason of the operator, for all of them; stored in each history
 * @param decisions each operation once
 */
record DecisionBody(
        @NotBlank(message = REASON) @Size(max = 2_000, message = REASON)
        String reason,

        @NotNull(message = LIST) @Size(min = 1, max = MOST, message = LIST)
        List<@Valid @NotNull(message = LIST) Decision> decisions) {
    /** At once, so that a person can still look at them, and an answer comes in time. */
    static final int MOST = 500;

    private static final String REASON = "must say why, in 1 to 2000 characters: it goes into the history of each";
    private static final String LIST = "must have 1 to 500 entries, each with id, action, state and entered_at";

    /**
     * What is to be done with one operation.
     *
     * @param action one that the operation offers, such as {@code RETRY}
     * @param state in which you saw it; in another one nothing is done
     * @param enteredAt since when it was in that state; at another time nothing is done
     */
    record Decision(
            @NotNull(message = "must be the id of an operation")
            UUID id,

            @NotNull(message = "must be an action as the operation offers it, such as RETRY")
            String action,

            @NotNull(message = "must be the state in which you saw the operation")
            String state,

            @NotNull(message = "must be the time since when it is in that state, as you saw it")
            Instant enteredAt) {}

    void requireEachOnce() {
        var seen = new HashSet<UUID>();
        decisions.stream()
                .map(Decision::id)
                .filter(id -> !seen.add(id))
                .findFirst()
                .ifPresent(id -> {
                    throw FieldProblem.refusal(
                            "decisions", "has operation %s twice: each may be decided once".formatted(id));
                });
    }

    /**
     * Operations to be looked at again.
     *
     * @param ids at most 500
     */
    record Ids(
            @NotNull(message = IDS) @Size(min = 1, max = MOST, message = IDS)
            List<@NotNull(message = IDS) UUID> ids) {
        private static final String IDS = "must have 1 to 500 ids of operations";
    }
}
