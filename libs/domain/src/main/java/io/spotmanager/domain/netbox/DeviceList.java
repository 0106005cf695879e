package io.spotmanager.domain.netbox;

import java.util.List;

/**
 * What one read of NetBox showed.
 *
 * @param devices one for each name
 * @param gaps a sentence for each thing that could not be read, such as rows that were left out; empty if all could
 */
public record DeviceList(List<Device> devices, List<String> gaps) {

    public DeviceList {
        devices = List.copyOf(devices);
        gaps = List.copyOf(gaps);
    }
}
