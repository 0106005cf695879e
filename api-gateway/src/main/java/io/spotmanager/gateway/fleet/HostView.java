package io.spotmanager.gateway.fleet;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host as the API shows it; what nobody knows is left out. */
record HostView(
        String hostname,
        @JsonUnwrapped Placed placed,
        @JsonUnwrapped Usage usage,
        @JsonUnwrapped Belonging belonging,
        @JsonUnwrapped Stock stock,
        @Nullable Compute compute,
        @Nullable Drift drift) {

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

    record Usage(int gpuUsed, int gpuCapacity, int vmCount, boolean hasVms) {}

    /** Whose it is and where it stands, as NetBox says. */
    record Belonging(
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

    /** An operation put it into the expected pool and somebody else has moved it since. */
    record Drift(UUID operation, String expected, Instant since) {}

    boolean isAvailable() {
        return stock.status().equals("AVAILABLE");
    }

    boolean isOutOfStock() {
        return stock.status().equals("OUT_OF_STOCK");
    }
}
