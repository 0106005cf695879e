package io.spotmanager.clouds.netbox;

import io.spotmanager.domain.netbox.Device;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device from NetBox's list; the tenant's group is in another list.
 *
 * @param tenant the tenant's id; null for none
 * @param told the owner in the device's custom field; null for none
 * @param labels slugs and names of its tags and its role, in lower case
 */
record DeviceRow(
        long id,
        Device device,
        @Nullable Long tenant,
        @Nullable String told,
        Set<String> labels) {

    Device ownedBy(Device.Owner owner) {
        return new Device(
                device.name(), device.status(), owner, device.place(), device.nvlinks(), device.tags(), device.url());
    }

    boolean inService() {
        return Device.ACTIVE.equals(device.status());
    }
}
