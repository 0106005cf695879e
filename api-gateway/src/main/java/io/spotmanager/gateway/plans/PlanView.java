package io.spotmanager.gateway.plans;

import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.capacity.PoolBalance;
import io.spotmanager.gateway.plans.Plan.Cancelled;
import io.spotmanager.gateway.plans.Plan.Cannot;
import io.spotmanager.gateway.plans.Plan.Item;
import io.spotmanager.gateway.plans.Plan.Proposal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plan as the API shows it.
 *
 * @param wanted the state that it was made for; null if its operations were listed
 * @param createdBy who made it
 * @param score how many of its items are how far
 * @param cannot what could not be done when it was made, and why; null in lists
 * @param pools before it and after it, as they were when it was made; null in lists
 * @param committed the latest commit; null if there was none
 * @param stopped why it stopped before its end; null if it did not
 * @param cancelled who cancelled what had not begun; null if nobody did
 * @param approval the open request for approval of its commit; null if there is none
 * @param proposal what a policy proposed it for; null if a person made it
 * @param items null in lists
 */
record PlanView(
        UUID id,
        @Nullable String name,
        PlanState state,
        String createdBy,
        Instant createdAt,
        @Nullable JsonNode wanted,
        BoxScore score,
        @Nullable List<Cannot> cannot,
        @Nullable List<PoolBalance.Balance> pools,
        @Nullable CommitView committed,
        @Nullable String stopped,
        @Nullable Cancelled cancelled,
        @Nullable ApprovalLink approval,
        @Nullable Proposal proposal,
        @Nullable List<ItemView> items,
        String href) {
    /**
     * @param atOnce how many of its operations may be open
     * @param stopAfterFailures after how many failures nothing more begins; null for never
     */
    record CommitView(
            String by,
            Instant at,
            @Nullable String reason,
            int atOnce,
            @Nullable Integer stopAfterFailures) {}

    record ApprovalLink(UUID id, String href) {}

    /**
     * One operation.
     *
     * @param id its number, which a commit names
     * @param request as the operation gets it
     * @param allowed whether the checks allow it
     * @param acknowledge what to send along to make it allowed, as far as that helps
     * @param commands as on a command line
     * @param readAt when the look at the cloud began that the checks are about
     * @param repeats the failed item that it tries again; null if it is none
     * @param reverses the item that it takes back; null if it is none
     * @param operation null unless it has begun
     * @param operationState the state of its operation
     * @param note why it did not begin, or why its operation does not go on or ended as it did
     */
    record ItemView(
            int id,
            ItemState state,
            String kind,
            String host,
            JsonNode request,
            @Nullable String reason,
            boolean allowed,
            List<Check> checks,
            List<Acknowledgement> acknowledge,
            List<String> commands,
            Instant readAt,
            @Nullable Integer repeats,
            @Nullable Integer reverses,
            @Nullable UUID operation,
            @Nullable String operationState,
            @Nullable String note) {
        static ItemView of(Item item) {
            var preview = item.preview();
            return new ItemView(
                    item.number(),
                    item.state(),
                    item.kind(),
                    item.host(),
                    item.request(),
                    item.reason(),
                    preview.allowed(),
                    preview.checks(),
                    preview.acknowledge(),
                    preview.commands(),
                    preview.readAt(),
                    item.repeats(),
                    item.reverses(),
                    item.operation(),
                    item.rows().operation(),
                    item.note() == null ? item.cause() : item.note());
        }
    }

    static PlanView whole(Plan plan, BoxScore score, List<Item> items, @Nullable UUID approval) {
        return new PlanView(
                plan.id(),
                plan.name(),
                PlanState.of(plan, score),
                plan.createdBy(),
                plan.createdAt(),
                plan.wanted(),
                score,
                plan.cannot(),
                plan.pools(),
                committed(plan),
                plan.stopped(),
                plan.cancelled(),
                approval == null ? null : new ApprovalLink(approval, "/api/approvals/" + approval),
                plan.proposal(),
                items.stream().map(ItemView::of).toList(),
                href(plan.id()));
    }

    static PlanView inList(Plan plan, BoxScore score) {
        return new PlanView(
                plan.id(),
                plan.name(),
                PlanState.of(plan, score),
                plan.createdBy(),
                plan.createdAt(),
                plan.wanted(),
                score,
                null,
                null,
                committed(plan),
                plan.stopped(),
                plan.cancelled(),
                null,
                plan.proposal(),
                null,
                href(plan.id()));
    }

    static String href(UUID id) {
        return "/api/plans/" + id;
    }

    private static @Nullable CommitView committed(Plan plan) {
        var commit = plan.commit();
        return commit == null
                ? null
                : new CommitView(
                        commit.by(), commit.at(), commit.reason(), commit.atOnce(), commit.stopAfterFailures());
    }
}
