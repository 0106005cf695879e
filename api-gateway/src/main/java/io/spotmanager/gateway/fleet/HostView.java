package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.domain.compute.HiddenTenant;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host as the API shows it; what nobody knows is left out. */
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
     * Where it is sold.
     *
     * @param aggregate the first of its pools; null when it is in none
     * @param aggregates all that it is in, pools or not
     */
    record Placed(
            @Nullable String aggregate,
            @Nullable String pool,
            @Nullable String gpuType,
            @Nullable Boolean nvlinks,
            @Nullable String availabilityZone,
            List<String> aggregates) {}

    /** @param hiddenTenants those that Nova's list of its servers does not show, and what is left over there */
    record Usage(int gpuUsed, int gpuCapacity, int vmCount, boolean hasVms, List<HiddenTenant> hiddenTenants) {}

    /** Whose it is and where it stands, as NetBox says. */
    record Ownership(
            @Nullable String tenant,
            @Nullable String ownerGroup,
            @Nullable String site,
            @Nullable String rack,
            @Nullable String netboxStatus,
            @Nullable String netboxUrl) {}

    /** @param reasons empty unless it is out of stock */
    record Stock(String status, List<Reason> reasons) {}

    record Reason(String code, String text) {}

    record Compute(boolean enabled, boolean up, @Nullable String disabledReason) {}

    /** Where operations have put it, and are putting it now. */
    record Movement(@Nullable Drift drift, @Nullable Moving moving) {}

    /** An operation put it into the expected pool and somebody else has moved it since. */
    record Drift(UUID operation, String expected, Instant since) {}

    /**
     * An open move holds it.
     *
     * @param operation the open move
     * @param from the pool that it is moved out of
     * @param to the pool that it is moved into
     */
    record Moving(UUID operation, String from, String to) {}

    /** The open move that holds it; null when there is none. */
    @Nullable
    Moving moving() {
        return movement.moving();
    }

    /** True between the removal from one pool and the addition to the other, unless something else keeps it from being sold. */
    boolean isUnderWay() {
        return moving() != null
                && isOutOfStock()
                && stock.reasons().stream().map(Reason::code).allMatch(IN_NO_POOL::equals);
    }

    /** GPUs that cannot be given to anybody else; all of a host with a tenant that Nova does not list: how many it has is not known. */
    int gpusTaken() {
        var hidden = usage.hiddenTenants().stream()
                .filter(each -> each.kind().isTenant())
                .count();
        var unseen = stock.status().equals("IN_USE") && (hidden > 0 || usage.vmCount() == 0);
        return unseen ? usage.gpuCapacity() : Math.min(usage.gpuCapacity(), usage.gpuUsed());
    }

    boolean isAvailable() {
        return stock.status().equals("AVAILABLE");
    }

    boolean isOutOfStock() {
        return stock.status().equals("OUT_OF_STOCK");
    }
}
