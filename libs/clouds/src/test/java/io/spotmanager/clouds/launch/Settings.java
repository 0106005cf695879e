package io.spotmanager.clouds.launch;

import io.spotmanager.clouds.settings.RegionSettings;
import io.spotmanager.domain.launch.Regions;
import java.util.HashMap;
import java.util.Map;

/** Settings of two regions: CANADA-1 with everything, NORWAY-1 with what it must have. */
final class Settings {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "SPOT_REGIONS", "CA1=CANADA-1,NO1=NORWAY-1",
            "SPOT_REGION_CA1_ENVIRONMENT", "CA1-RunPod",
            "SPOT_REGION_CA1_KEY_PAIR", "operations",
            "SPOT_REGION_CA1_IMAGES", "Ubuntu .*",
            "SPOT_REGION_CA1_STORAGE_NETWORK", "storage-net",
            "SPOT_REGION_CA1_FIREWALL_ID", "971",
            "SPOT_REGION_NO1_ENVIRONMENT", "NO1-RunPod",
            "SPOT_REGION_NO1_KEY_PAIR", "night-shift"));

    Settings with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    Settings without(String name) {
        settings.remove(name);
        return this;
    }

    Regions read() {
        return RegionSettings.from(settings::get);
    }
}
