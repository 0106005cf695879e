package io.spotmanager.fleet.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A host with all that is shown of it. */
public record HostRow(
        String name,
        @JsonUnwrapped Sale sale,
        @JsonUnwrapped Usage usage,
        @JsonUnwrapped Service service,
        @JsonUnwrapped Ownership belonging,
        @JsonUnwrapped Netbox netbox,
        @JsonUnwrapped Drift drift)
        implements Row {

    /**
     * How it is sold.
     *
     * @param pool the first of its pools; null when it is in none
     * @param nvlinks null when nobody knows
     */
    public record Sale(
            @Nullable String pool,
            @Nullable String gpuType,
            @Nullable Boolean nvlinks,
            @Nullable String zone,
            String status,
            List<Reason> reasons) {}

    /** Why it is out of stock: a word for programs and a sentence for people. */
    public record Reason(String code, String text) {}

    /**
     * How much of it is taken, and by whom.
     *
     * @param vmCount the servers that Nova lists there, and those that have the host without being listed
     * @param hiddenTenants those that are not listed, and what is left over there
     */
    public record Usage(int gpuUsed, int gpuCapacity, int vmCount, List<HiddenTenantRow> hiddenTenants) {
        public Usage {
            hiddenTenants = List.copyOf(hiddenTenants);
        }
    }

    /**
     * Somebody who has the host without standing in Nova's list of servers there.
     *
     * @param kind in which of the other lists it stands
     * @param name the server's; null when unknown
     * @param text why it counts, as the second half of a sentence
     */
    public record HiddenTenantRow(
            String kind, String id, @Nullable String name, String text) {}

    /** Its compute service; all null when the cloud runs none on it. */
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
     * The operation whose result somebody else has changed since; all null while nobody has.
     *
     * @param driftExpected the pool it had put the host into
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
