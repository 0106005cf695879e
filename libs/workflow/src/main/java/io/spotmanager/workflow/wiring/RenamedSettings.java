package io.spotmanager.workflow.wiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Accepts the names that settings had in the release before, or in the tool before this one, and logs the new name of each that is
 * set. If both names are set, the new one counts.
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

    /** Names of the tool before this one: luis15pt/openstack-spot-manager, .env.example. Some are secrets, so no value is logged. */
    static final List<Renamed> FORMER_TOOL = List.of(
            new Renamed("NETBOX_API_KEY", "NETBOX_TOKEN", ""),
            new Renamed("HYPERSTACK_API_URL", "HYPERSTACK_URL", ""),
            new Renamed("HYPERSTACK_FIREWALL_CA1_ID", "SPOT_REGION_CA1_FIREWALL_ID", ""));

    private final Log log;

    RenamedSettings(DeferredLogFactory logs) {
        this.log = logs.getLog(RenamedSettings.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> current = new LinkedHashMap<>();
        for (Renamed setting : ALL) {
            rename(setting, environment, current)
                    .ifPresent(value -> log.warn("The setting " + setting.old() + " is now called " + setting.current()
                            + (current.containsKey(setting.current())
                                    ? ". The old name works in this release and not in the next one: set "
                                            + setting.current() + "=" + value + "."
                                    : "; both are set, and only the new one counts: remove the old one.")));
        }
        for (Renamed setting : FORMER_TOOL) {
            rename(setting, environment, current)
                    .ifPresent(_ -> log.warn("The setting " + setting.old() + " of the former tool is called "
                            + setting.current() + " here"
                            + (current.containsKey(setting.current())
                                    ? ", and is understood under both names."
                                    : "; both are set, and only " + setting.current() + " counts.")));
        }
        if (!current.isEmpty()) {
            environment.getPropertySources().addFirst(new MapPropertySource("former names of settings", current));
        }
    }

    /**
     * @param current gets the value under the new name, unless that is set
     * @return the value; empty if the old name is not set
     */
    private static Optional<String> rename(
            Renamed setting, ConfigurableEnvironment environment, Map<String, Object> current) {
        String value = environment.getProperty(setting.old());
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        String now = valueNow(setting, value);
        if (environment.getProperty(setting.current(), "").isBlank()) {
            current.put(setting.current(), now);
        }
        return Optional.of(now);
    }

    private static String valueNow(Renamed setting, String value) {
        return value.strip() + setting.unit();
    }
}
