package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.capacity.PoolBalance;
import io.spotmanager.gateway.migration.PlannedMoves.Previewed;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.CommandOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Many commands that are begun together.
 *
 * @param wanted the state that it was made for; null if its operations were listed
 * @param cannot what of it cannot be done, and why
 * @param pools before it and after it, as they were when it was made
 * @param running whether items of it wait to begin or have begun and not been seen to end
 * @param round the number of its latest commit; 0 if there was none
 * @param stopped why it stopped before its end, as a sentence; null if it did not
 * @param proposal what a policy proposed it for; null if a person made it
 */
record Plan(
        UUID id,
        @Nullable String name,
        String createdBy,
        Instant createdAt,
        @Nullable JsonNode wanted,
        List<Cannot> cannot,
        List<PoolBalance.Balance> pools,
        boolean running,
        int round,
        @Nullable Commit commit,
        @Nullable String stopped,
        @Nullable Cancelled cancelled,
        @Nullable Proposal proposal) {
    /**
     * @param host null if it is about the whole plan
     * @param why a sentence
     */
    record Cannot(@Nullable String host, String why) {}

    /**
     * The latest commit.
     *
     * @param at when it was asked for
     * @param stopAfterFailures null if it goes on whatever fails
     * @param storedOrigin as it is stored: a plan whose origin another release has stored is shown and cancelled all the same
     */
    record Commit(
            String by,
            Instant at,
            @Nullable String reason,
            int atOnce,
            @Nullable Integer stopAfterFailures,
            JsonNode storedOrigin) {
        /** @throws JacksonException if this release cannot read it: then nothing begins */
        CommandOrigin origin() {
            return Json.MAPPER.treeToValue(storedOrigin, CommandOrigin.class);
        }
    }

    /**
     * @param policy its name
     * @param why a sentence
     * @param need how many empty hosts the pool lacked; below 0: how many it had too many
     * @param byItself true if the policy committed it, and nobody else
     */
    record Proposal(String policy, String why, int need, boolean byItself) {}

    record Cancelled(String by, Instant at, @Nullable String reason) {}

    /**
     * One of its commands.
     *
     * @param reason of this item alone; null for that of the commit
     * @param preview what was shown last
     * @param repeats the number of the failed item that it tries again; null if it is none
     * @param reverses the number of the item that it takes back; null if it is none
     * @param operation null unless it has begun
     * @param note why it did not begin; null if it did, or may still
     * @param cause why its operation does not go on, or ended as it did; null if there is nothing to say
     */
    record Item(
            int number,
            String kind,
            String host,
            JsonNode request,
            @Nullable String reason,
            Previewed preview,
            int round,
            @Nullable Integer repeats,
            @Nullable Integer reverses,
            ItemState.Rows rows,
            @Nullable UUID operation,
            @Nullable String note,
            @Nullable String cause) {
        ItemState state() {
            return rows.state();
        }

        /** The command as its requester gives it. */
        Command command(UUID plan, String requestedBy, @Nullable String reasonOfAll) {
            return new Command(
                    kind,
                    host,
                    request,
                    requestedBy,
                    Optional.ofNullable(reason).orElse(reasonOfAll),
                    plan.toString());
        }
    }
}
