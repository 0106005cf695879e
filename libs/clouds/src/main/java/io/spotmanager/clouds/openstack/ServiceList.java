package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.spotmanager.domain.compute.ComputeService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Nova's JSON list of services. From microversion 2.69 on, a host in an unreachable cell is listed with its name and
 * the status UNKNOWN, also in a query for one host. Before, it is omitted without an error (observed on release 26).
 *
 * <p>A service whose host cannot be read is left out, and its host counts as unknown to Nova. Of a host in an unreachable
 * cell Nova shows nothing but its status, so a service with a state and without a readable status is in a cell that answered.
 * One with neither counts as unreachable.
 */
record ServiceList(
        @JsonProperty("services") @JsonDeserialize(contentUsing = RowReader.class) @Nullable
        List<@Nullable Entry> services) {
    private static final String COMPUTE = "nova-compute";
    private static final String UNKNOWN = "UNKNOWN";

    record Entry(
            @JsonProperty("binary") @Nullable JsonNode binary,
            @JsonProperty("host") @Nullable JsonNode host,
            @JsonProperty("status") @Nullable JsonNode status,
            @JsonProperty("state") @Nullable JsonNode state,
            @JsonProperty("disabled_reason") @Nullable JsonNode disabledReason,
            @JsonProperty("zone") @Nullable JsonNode zone) {

        @Nullable
        ComputeService checked() {
            if (!COMPUTE.equals(Field.text(binary))) {
                return null;
            }
            String itsHost = Field.text(host);
            if (itsHost == null || itsHost.isEmpty()) {
                throw new Rows.Unreadable("of nova-compute without its host");
            }
            String itsStatus = Field.text(status);
            String itsState = Field.text(state);
            boolean isUp = "up".equalsIgnoreCase(itsState);
            if (itsStatus == null && itsState != null) {
                return ComputeService.untold(itsHost, isUp, Field.textOrEmpty(zone));
            }
            return itsStatus == null || UNKNOWN.equalsIgnoreCase(itsStatus)
                    ? ComputeService.unknown(itsHost)
                    : new ComputeService(
                            itsHost,
                            "enabled".equalsIgnoreCase(itsStatus),
                            isUp,
                            Field.text(disabledReason),
                            Field.textOrEmpty(zone));
        }
    }

    /** Returns the nova-compute services. Conductors and schedulers are left out even if Nova ignored the filter. */
    Rows<ComputeService> checked() {
        return Rows.of(services, "a service", Entry::checked);
    }
}
