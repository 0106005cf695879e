package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.compute.HiddenTenant;
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
    private static final String IN_NO_POOL = "NO_AGGREGATE";

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
    record Movement(@Nullable Drift drift, @Nullable Moving moving) {}

    /** The host is not in the pool of its last operation: it was moved outside of this service. */
    record Drift(UUID operation, String expected, Instant since) {}

    /**
     * The open move of the host.
     *
     * @param operation the id of the move
     * @param from the source pool
     * @param to the target pool
     */
    record Moving(UUID operation, String from, String to) {}

    /** The open move of the host; null if there is none. */
    @Nullable
    Moving moving() {
        return movement.moving();
    }

    /** True between the removal from the source and the addition to the target, if it has no other reason to be out of stock. */
    boolean isUnderWay() {
        return moving() != null
                && isOutOfStock()
                && stock.reasons().stream().map(Reason::code).allMatch(IN_NO_POOL::equals);
    }

    /**
     * Used GPUs. All GPUs of a host count as used if the number that it uses is not known: because of a hidden tenant, or
     * of a VM whose flavor names no whole GPU.
     */
    int gpusTaken() {
        var hidden = usage.hiddenTenants().stream()
                .filter(each -> each.kind().isTenant())
                .count();
        var unseen = stock.status().equals("IN_USE") && (hidden > 0 || usage.vmCount() == 0 || usage.gpuNote() != null);
        return unseen ? usage.gpuCapacity() : Math.min(usage.gpuCapacity(), usage.gpuUsed());
    }

    boolean isAvailable() {
        return stock.status().equals("AVAILABLE");
    }

    boolean isOutOfStock() {
        return stock.status().equals("OUT_OF_STOCK");
    }
}
