package io.spotmanager.simulator.netbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in the inventory.
 *
 * @param name null for a chassis that is not in use yet
 * @param status one of {@link Inventory#STATUSES}
 */
record Device(
        int id,
        @Nullable String name,
        String status,
        Named role,
        @Nullable Tenant tenant,
        Place place,
        Traits traits) {

    /** Where it stands; the rack may be unknown. */
    record Place(Named site, @Nullable Named rack) {}

    /** What it has; the links are unknown where they make no sense. */
    record Traits(List<Named> tags, @Nullable Boolean nvlinks) {}
}
