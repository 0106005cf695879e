package io.spotmanager.inventory.capacity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.spotmanager.fleet.capacity.CapacityReading;
import io.spotmanager.fleet.read.FleetSnapshotRepository;
import io.spotmanager.fleet.read.SnapshotVersion;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The hosts and GPUs of the snapshot as metrics, counted as the board counts them. Those of a pool and those of a whole type are metrics
 * of their own, so that a sum over one of them counts nothing twice that the board counts once.
 */
public final class FleetGauges {
    private static final Logger log = LoggerFactory.getLogger(FleetGauges.class);

    private final FleetSnapshotRepository fleet;
    private final MultiGauge gpus;
    private final MultiGauge hosts;
    private final MultiGauge gpusOfType;
    private final MultiGauge hostsOfType;
    private @Nullable SnapshotVersion shown;

    public FleetGauges(FleetSnapshotRepository fleet, MeterRegistry meters) {
        this.fleet = fleet;
        this.gpus = gauge(meters, "spot.gpus", "GPUs of a pool by use");
        this.hosts = gauge(meters, "spot.hosts", "hosts of a pool by use");
        this.gpusOfType = gauge(meters, "spot.type.gpus", "GPUs of a type by use, also of hosts in no pool");
        this.hostsOfType = gauge(meters, "spot.type.hosts", "hosts of a type by use, also those in no pool");
    }

    private static MultiGauge gauge(MeterRegistry meters, String name, String description) {
        return MultiGauge.builder(name).description(description).register(meters);
    }

    /** Blocks for a read of the whole snapshot if it has changed since the last update. Failures are logged; the values stay. */
    public void update() {
        try {
            if (!fleet.version().equals(shown)) {
                var document = fleet.read();
                show(FleetCapacity.of(document).readings());
                shown = document.version();
            }
        } catch (DataAccessException e) {
            log.debug(
                    "the fleet could not be counted: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private void show(List<CapacityReading> readings) {
        gpus.register(rows(readings, false, FleetGauges::gpus), true);
        hosts.register(rows(readings, false, FleetGauges::hosts), true);
        gpusOfType.register(rows(readings, true, FleetGauges::gpus), true);
        hostsOfType.register(rows(readings, true, FleetGauges::hosts), true);
    }

    private static List<Row<?>> rows(
            List<CapacityReading> readings, boolean types, Function<CapacityReading, Map<String, Integer>> counts) {
        return readings.stream()
                .filter(reading -> reading.pool().isEmpty() == types)
                .<Row<?>>flatMap(
                        reading -> counts.apply(reading).entrySet().stream().map(count -> row(reading, count)))
                .toList();
    }

    private static Row<?> row(CapacityReading reading, Entry<String, Integer> count) {
        var tags = Tags.of("gpu_type", reading.gpuType(), "state", count.getKey());
        return Row.of(reading.pool().isEmpty() ? tags : tags.and("pool", reading.pool()), count.getValue());
    }

    private static Map<String, Integer> gpus(CapacityReading reading) {
        return Map.of(
                "free", reading.gpusFree(),
                "used", reading.gpusUsed(),
                "under_way", reading.gpusUnderWay(),
                "out_of_stock", reading.gpusOutOfStock());
    }

    /** Those in use are the rest: in stock, and not available. */
    private static Map<String, Integer> hosts(CapacityReading reading) {
        var others = Stream.of(reading.hostsAvailable(), reading.hostsUnderWay(), reading.hostsOutOfStock())
                .mapToInt(Integer::intValue)
                .sum();
        return Map.of(
                "available", reading.hostsAvailable(),
                "in_use", reading.hosts() - others,
                "under_way", reading.hostsUnderWay(),
                "out_of_stock", reading.hostsOutOfStock());
    }
}
