package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.ComputeService;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Nova's JSON list of services. From microversion 2.69 on, a host in an unreachable cell is listed with its name and
 * the status UNKNOWN, also in a query for one host. Before, it is omitted without an error (observed on release 26).
 */
record ServiceList(@JsonProperty("services") @Nullable List<Entry> services) {
    private static final String COMPUTE = "nova-compute";
    private static final String UNKNOWN = "UNKNOWN";

    record Entry(
            @JsonProperty("binary") @Nullable String binary,
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("state") @Nullable String state,
            @JsonProperty("disabled_reason") @Nullable String disabledReason,
            @JsonProperty("zone") @Nullable String zone) {

        private ComputeService checked() {
            if (host == null) {
                throw new WireFailure.Unusable("an answer without a service's host");
            }
            return UNKNOWN.equalsIgnoreCase(status)
                    ? ComputeService.unknown(host)
                    : new ComputeService(
                            host,
                            "enabled".equalsIgnoreCase(status),
                            "up".equalsIgnoreCase(state),
                            disabledReason,
                            Objects.requireNonNullElse(zone, ""));
        }
    }

    /** Returns the nova-compute services. Conductors and schedulers are left out even if Nova ignored the filter. */
    List<ComputeService> checked() {
        if (services == null) {
            throw new WireFailure.Unusable("an answer without services");
        }
        return services.stream()
                .filter(service -> COMPUTE.equals(service.binary()))
                .map(Entry::checked)
                .toList();
    }
}
