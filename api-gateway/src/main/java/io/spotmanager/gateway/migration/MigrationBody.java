package io.spotmanager.gateway.migration;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A move as scripts send it.
 *
 * @param operation the former tool's word; only {@code full} is left of it, since half a move is how hosts got lost
 */
record MigrationBody(
        @NotNull(message = NAME) @Pattern(regexp = "[A-Za-z0-9._-]{1,255}", message = NAME)
        String host,

        @NotNull(message = AGGREGATE) @Size(min = 1, max = 255, message = AGGREGATE)
        String sourceAggregate,

        @NotNull(message = AGGREGATE) @Size(min = 1, max = 255, message = AGGREGATE)
        String targetAggregate,

        @Nullable Set<Acknowledgement> acknowledge,

        @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId,

        @Pattern(
                regexp = "full",
                message =
                        "must be full or left out: removing and adding are no separate commands any more, a move does both or neither")
        @Nullable
        String operation)
        implements Touched.Body {
    private static final String NAME =
            "must be a compute host's name: 1 to 255 letters, digits, dots, dashes or underscores";
    private static final String AGGREGATE = "must be an aggregate's name: 1 to 255 characters";

    @Override
    public Touched touched() {
        return Touched.move(host, sourceAggregate, targetAggregate);
    }

    MoveRequest move() {
        return new MoveRequest(host, sourceAggregate, targetAggregate, acknowledge);
    }
}
