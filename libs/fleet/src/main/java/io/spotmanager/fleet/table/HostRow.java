package io.spotmanager.fleet.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host with everything that the board shows of it. */
public record HostRow(
        String name,
        @JsonUnwrapped Sale sale,
        @JsonUnwrapped Usage usage,
        @JsonUnwrapped Service service,
        @JsonUnwrapped Ownership ownership,
        @JsonUnwrapped Netbox netbox,
        @JsonUnwrapped Drift drift)
        implements Row {

    /**
     * How it is sold.
     *
     * @param pool the first of its pools; null when it is in none
     * @param nvlinks null if unknown
     */
    public record Sale(
            @Nullable String pool,
            @Nullable String gpuType,
            @Nullable Boolean nvlinks,
            @Nullable String zone,
            String status,
            List<Reason> reasons) {}

    /** A reason for being out of stock: a code for programs and a sentence for people. */
    public record Reason(String code, String text) {}

    /**
     * How much of it is used, and by which VMs.
     *
     * @param vmCount the servers that Nova lists on the host, and the hidden tenants
     * @param hiddenTenants the tenants that Nova does not list, and left-over allocations
     * @param gpuNote why {@code gpuUsed} may be too small: VMs whose flavors name no whole GPU; null if there are none
     */
    public record Usage(
            int gpuUsed,
            int gpuCapacity,
            int vmCount,
            List<HiddenTenantRow> hiddenTenants,
            @Nullable String gpuNote) {
        public Usage {
            hiddenTenants = List.copyOf(hiddenTenants);
        }
    }

    /**
     * A VM that uses the host although Nova's list of servers does not show it there.
     *
     * @param kind the list that shows it
     * @param name the server's; null when unknown
     * @param text why it counts, as the second half of a sentence
     */
    public record HiddenTenantRow(
            String kind, String id, @Nullable String name, String text) {}

    /** Its compute service; all null if there is none. */
    public record Service(
            @Nullable Boolean serviceEnabled,
            @Nullable Boolean serviceUp,
            @Nullable String disabledReason) {
        public static final Service NONE = new Service(null, null, null);
    }

    public record Netbox(
            @Nullable String netboxStatus, @Nullable String netboxUrl) {
        public static final Netbox UNKNOWN = new Netbox(null, null);
    }

    /**
     * The operation whose result was changed outside of this service; all null if there is none.
     *
     * @param driftExpected the target pool of that operation
     */
    public record Drift(
            @Nullable UUID driftOperation,
            @Nullable String driftExpected,
            @Nullable Instant driftSince) {
        public static final Drift NONE = new Drift(null, null, null);
    }

    @Override
    public String key() {
        return name;
    }
}
