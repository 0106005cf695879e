package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.compute.HiddenTenant;
import io.spotmanager.fleet.count.HostCount;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host as the API shows it. Unknown fields are left out. */
record HostView(
        String hostname,
        @JsonUnwrapped Placed placed,
        @JsonUnwrapped Usage usage,
        @JsonUnwrapped Ownership ownership,
        @JsonUnwrapped Stock stock,
        @Nullable Compute compute,
        @JsonUnwrapped Movement movement) {
    /**
     * The pools of the host.
     *
     * @param aggregate its first pool; null if it is in no pool
     * @param aggregates all its aggregates, pools or not
     */
    record Placed(
            @Nullable String aggregate,
            @Nullable String pool,
            @Nullable String gpuType,
            @Nullable Boolean nvlinks,
            @Nullable String availabilityZone,
            List<String> aggregates) {}

    /**
     * The VMs of the host and their GPUs.
     *
     * @param hiddenTenants tenants that are not in Nova's server list, and leftover allocations
     * @param gpuNote why more GPUs may be in use: VMs whose flavors name no whole GPU; null if there are none
     */
    record Usage(
            int gpuUsed,
            int gpuCapacity,
            int vmCount,
            boolean hasVms,
            List<HiddenTenant> hiddenTenants,
            @Nullable String gpuNote) {}

    /** Owner and location from NetBox. */
    record Ownership(
            @Nullable String tenant,
            @Nullable String ownerGroup,
            @Nullable String site,
            @Nullable String rack,
            @Nullable String netboxStatus,
            @Nullable String netboxUrl) {}

    /** @param reasons empty if it is in stock */
    record Stock(String status, List<Reason> reasons) {}

    record Reason(String code, String text) {}

    record Compute(boolean enabled, boolean up, @Nullable String disabledReason) {}

    /** The results of operations on the host. */
    record Movement(
            @Nullable Drift drift,
            @Nullable Moving moving,
            @Nullable Withdrawn withdrawn) {}

    /** The host is not in the pool of its last operation: it was moved outside of this service. */
    record Drift(UUID operation, String expected, Instant since) {}

    /**
     * Why the host is in no pool, if its last move was a withdrawal.
     *
     * @param operation the id of the withdrawal
     * @param since when it ended
     * @param by who asked for it
     * @param reason why
     */
    record Withdrawn(
            UUID operation,
            Instant since,
            String by,
            @Nullable String reason) {}

    /**
     * The open move or placement of the host, or the drain that it has left its pool for.
     *
     * @param operation the id of the move
     * @param from the source pool; empty for none
     * @param to the target pool
     */
    record Moving(UUID operation, String from, String to) {}

    /** The open move of the host; null if there is none. */
    @Nullable
    Moving moving() {
        return movement.moving();
    }

    /** As {@link HostCount#isUnderWay}. */
    boolean isUnderWay() {
        return HostCount.isUnderWay(
                moving() != null,
                stock.status(),
                stock.reasons().stream().map(Reason::code).toList());
    }

    /** As {@link HostCount#gpusTaken}. */
    int gpusTaken() {
        return HostCount.gpusTaken(
                stock.status(),
                usage.gpuUsed(),
                usage.gpuCapacity(),
                usage.vmCount(),
                usage.gpuNote() != null
                        || usage.hiddenTenants().stream()
                                .anyMatch(each -> each.kind().isTenant()));
    }

    boolean isAvailable() {
        return stock.status().equals(HostCount.AVAILABLE);
    }

    boolean isOutOfStock() {
        return stock.status().equals(HostCount.OUT_OF_STOCK);
    }
}
