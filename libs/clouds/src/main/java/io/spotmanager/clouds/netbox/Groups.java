package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.netbox.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The groups of the tenants. If they cannot be read, or the list lacks a tenant that a device names, the owner of that
 * device is not known to have none: a token may see devices and not their tenants.
 *
 * @param byTenant the group of each tenant by its id; empty for a tenant without one
 */
record Groups(CloudResult<Map<Long, Optional<String>>> byTenant) {

    /** @throws HttpFailure.MalformedResponse if the row does not say what its group is */
    static Optional<String> group(JsonNode tenant) {
        JsonNode group = tenant.path("group");
        String name = Text.named(group);
        if (name == null && !group.isNull()) {
            throw new HttpFailure.MalformedResponse("a tenant whose group has no name");
        }
        return Optional.ofNullable(name);
    }

    Device.Owner owner(DeviceRow row, OwnerRules rules) {
        Device.Owner read = row.device().owner();
        String tenant = read.tenant();
        Optional<String> group = group(row).orElse(Optional.empty());
        boolean known = read.read()
                && (tenant == null
                        || !rules.needsGroup(row.told(), tenant)
                        || group(row).isPresent());
        return new Device.Owner(tenant, known ? rules.owner(row.told(), tenant, group.orElse(null)) : null, known);
    }

    private Optional<Optional<String>> group(DeviceRow row) {
        Long tenant = row.tenant();
        return tenant == null ? Optional.empty() : byTenant.found().map(groups -> groups.get(tenant));
    }

    /** @param devices with their owners */
    List<String> gaps(List<Device> devices) {
        List<String> gaps = new ArrayList<>();
        List<String> without = devices.stream()
                .filter(device -> !device.owner().read())
                .map(Device::name)
                .toList();
        if (!byTenant.ok()) {
            gaps.add("NetBox's tenants could not be read (%s); owner groups keep their last values"
                    .formatted(byTenant.readProblem()));
        } else if (!without.isEmpty()) {
            gaps.add(
                    "The tenants or groups of %s could not be read; they keep their last values. The token may not view all tenants"
                            .formatted(Text.some(without)));
        }
        List<String> noStatus = devices.stream()
                .filter(device -> device.status() == null)
                .map(Device::name)
                .toList();
        if (!noStatus.isEmpty()) {
            gaps.add("The status of %s could not be read; the last one counts".formatted(Text.some(noStatus)));
        }
        return gaps;
    }
}
