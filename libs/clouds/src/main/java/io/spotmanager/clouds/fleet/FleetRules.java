package io.spotmanager.clouds.fleet;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How this fleet's names are read and its GPUs counted. Every part must be given the same. */
public record FleetRules(PoolNaming naming, GpuTypes types, GpuCapacity capacity, GpuCount count) {

    /** What holds when nothing is set. */
    public static final FleetRules STANDARD = from(_ -> null);

    /**
     * Reads the {@code SPOT_POOL_*} and {@code SPOT_GPU_*} settings.
     *
     * @param settings null for what is not set
     * @throws io.spotmanager.clouds.wire.WrongSettingsException one sentence that names everything wrong
     */
    public static FleetRules from(Function<String, @Nullable String> settings) {
        return new RulesReader(settings).read();
    }
}
