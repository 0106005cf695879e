package io.spotmanager.workflow.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Accepts the names that settings had in the release before, and logs the new name of each that is set. If both names are
 * set, the new one counts.
 */
final class RenamedSettings implements EnvironmentPostProcessor {

    /**
     * @param old the former name, as in the documentation
     * @param current the present name
     * @param unit of the former values, where the present ones carry their unit; else empty
     */
    record Renamed(String old, String current, String unit) {}

    static final List<Renamed> ALL = List.of(
            new Renamed("SPOT_CLOUD_READ_MILLIS", "SPOT_CLOUD_READ_TIMEOUT", "ms"),
            new Renamed("SPOT_CLOUD_CONNECT_MILLIS", "SPOT_CLOUD_CONNECT_TIMEOUT", "ms"),
            new Renamed("SPOT_CLOUD_ATTACH_MILLIS", "SPOT_CLOUD_ATTACH_TIMEOUT", "ms"),
            new Renamed("SPOT_CLOUD_LARGEST_ANSWER_MB", "SPOT_CLOUD_MAX_RESPONSE_MB", ""),
            new Renamed("HYPERSTACK_CREATE_SECONDS", "HYPERSTACK_CREATE_TIMEOUT", "s"),
            new Renamed("HYPERSTACK_PATIENCE_SECONDS", "HYPERSTACK_RATE_LIMIT_MAX_WAIT", "s"),
            new Renamed("NETBOX_PATIENCE_SECONDS", "NETBOX_READ_TIMEOUT", "s"),
            new Renamed("SPOT_GPU_CAPACITY_USUAL", "SPOT_GPU_CAPACITY_DEFAULT", ""),
            new Renamed("spot.execution.beat", "spot.execution.heartbeat", ""),
            new Renamed("spot.events.memory", "spot.events.replay", ""),
            new Renamed("spot.launch.settle", "spot.launch.late-effect-window", ""),
            new Renamed("spot.migration.settle", "spot.migration.late-effect-window", ""));

    private final Log log;

    RenamedSettings(DeferredLogFactory logs) {
        this.log = logs.getLog(RenamedSettings.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> current = new LinkedHashMap<>();
        for (Renamed setting : ALL) {
            String value = environment.getProperty(setting.old());
            if (value == null || value.isBlank()) {
                continue;
            }
            boolean both = !environment.getProperty(setting.current(), "").isBlank();
            log.warn("The setting " + setting.old() + " is now called " + setting.current()
                    + (both
                            ? "; both are set, and only the new one counts: remove the old one."
                            : ". The old name works in this release and not in the next one: set " + setting.current()
                                    + "=" + valueNow(setting, value) + "."));
            if (!both) {
                current.put(setting.current(), valueNow(setting, value));
            }
        }
        if (!current.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("former names of settings", current));
        }
    }

    private static String valueNow(Renamed setting, String value) {
        return value.strip() + setting.unit();
    }
}
