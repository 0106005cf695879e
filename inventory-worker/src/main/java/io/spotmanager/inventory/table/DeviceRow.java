package io.spotmanager.inventory.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.clouds.netbox.Device;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A machine as NetBox describes it. */
public record DeviceRow(
        String name,
        @Nullable String status,
        @JsonUnwrapped Ownership belonging,
        @Nullable Boolean nvlinks,
        List<String> tags,
        @Nullable String url)
        implements Row {
    public static DeviceRow of(Device device) {
        return new DeviceRow(
                device.name(),
                device.status(),
                new Ownership(
                        device.owner().tenant(),
                        device.owner().group(),
                        device.place().site(),
                        device.place().rack()),
                device.nvlinks(),
                device.tags(),
                device.url());
    }

    @Override
    public String key() {
        return name;
    }
}
