package io.spotmanager.gateway.plans;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.gateway.migration.MigrationBody;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is asked of a plan: a list of operations, or a wanted state.
 *
 * @param operations each as {@code execute-migration} takes it; null for a wanted state
 * @param pool that is to have empty hosts; null for a list of operations
 * @param emptyHosts how many it is to have
 * @param from the pools from which hosts may be taken
 * @param prefer which hosts are taken first: {@code empty}, {@code spread_racks}; null for any
 * @param acknowledge the consequences that are accepted for the hosts that are chosen
 */
record PlanBody(
        @Size(max = 200, message = "must have at most 200 characters") @Nullable
        String name,

        @ArraySchema(schema = @Schema(implementation = MigrationBody.class)) @Nullable
        List<JsonNode> operations,

        @Nullable String pool,

        @Min(value = 0, message = EMPTY_HOSTS) @Max(value = PlanReading.MOST, message = EMPTY_HOSTS) @Nullable
        Integer emptyHosts,

        @Nullable List<@NotNull(message = "must be a pool") String> from,

        @Nullable List<@NotNull(message = "must be empty or spread_racks") String> prefer,

        @Nullable Set<Acknowledgement> acknowledge) {
    private static final String EMPTY_HOSTS = "must be from 0 to " + PlanReading.MOST;

    /** True if it has a member of a wanted state. Generated clients send lists that nobody has filled. */
    boolean wantsState() {
        return pool != null || emptyHosts != null || isFilled(from) || isFilled(prefer) || isFilled(acknowledge);
    }

    private static boolean isFilled(@Nullable Collection<?> list) {
        return list != null && !list.isEmpty();
    }
}
