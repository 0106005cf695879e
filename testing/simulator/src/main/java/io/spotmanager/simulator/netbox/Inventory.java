package io.spotmanager.simulator.netbox;

import java.util.List;

/**
 * Everything that the inventory knows.
 *
 * @param tags those that exist, whether or not a device has them
 */
record Inventory(List<Device> devices, List<Tenant> tenants, List<Named> tags) {

    /** Those that NetBox brings along, and {@code rma}, which this installation has added. */
    static final List<String> STATUSES =
            List.of("offline", "active", "planned", "staged", "failed", "inventory", "decommissioning", "rma");
}
