package io.spotmanager.simulator.netbox;

import java.util.List;

/**
 * The content of the inventory.
 *
 * @param tags all tags, also those that no device has
 */
record Inventory(List<Device> devices, List<Tenant> tenants, List<Named> tags) {

    /** The statuses of NetBox, and {@code rma}, which this installation has added. */
    static final List<String> STATUSES =
            List.of("offline", "active", "planned", "staged", "failed", "inventory", "decommissioning", "rma");
}
