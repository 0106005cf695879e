package io.spotmanager.inventory.projection;

import io.spotmanager.domain.compute.ComputeService;
import io.spotmanager.domain.netbox.Device;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.HostRow.Reason;
import io.spotmanager.inventory.projection.PoolMap.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a host with GPUs cannot be sold; nothing here means that it can. */
final class OutOfStock {
    private OutOfStock() {}

    static List<Reason> reasons(
            List<String> pools,
            List<Seen> aggregates,
            Optional<ComputeService> service,
            Optional<DeviceRow> device,
            boolean servicesAreKnown) {
        List<Reason> reasons = new ArrayList<>();
        device.filter(known -> known.status() != null && !Device.ACTIVE.equals(known.status()))
                .ifPresent(known -> reasons.add(new Reason("NETBOX_STATUS", netboxSays(known))));
        if (pools.isEmpty()) {
            reasons.add(new Reason("NO_AGGREGATE", nowhere(aggregates)));
        }
        if (service.isPresent() && !service.get().enabled()) {
            reasons.add(new Reason("SERVICE_DISABLED", disabled(service.get())));
        }
        if (service.isPresent() && !service.get().up()) {
            reasons.add(new Reason("SERVICE_DOWN", "its compute service does not report"));
        }
        if (service.isEmpty() && servicesAreKnown) {
            reasons.add(new Reason("SERVICE_DOWN", "Nova runs no compute service on it"));
        }
        if (pools.size() > 1) {
            reasons.add(new Reason("SEVERAL_POOLS", "in " + String.join(" and ", pools) + " at once"));
        }
        return List.copyOf(reasons);
    }

    /** A status that takes a host out of service is valid until NetBox says otherwise. */
    private static String netboxSays(DeviceRow device) {
        return device.missingSince() == null
                ? "NetBox says " + device.status()
                : "NetBox said %s and no longer shows the host".formatted(device.status());
    }

    private static String nowhere(List<Seen> aggregates) {
        return aggregates.isEmpty()
                ? "in no aggregate"
                : "in no pool, only in "
                        + String.join(
                                " and ", aggregates.stream().map(Seen::name).toList());
    }

    private static String disabled(ComputeService service) {
        var why = service.disabledReason();
        if (!service.isTold()) {
            return "Nova does not tell whether its compute service is enabled";
        }
        return why == null || why.isBlank()
                ? "its compute service is disabled"
                : "its compute service is disabled: " + why;
    }
}
