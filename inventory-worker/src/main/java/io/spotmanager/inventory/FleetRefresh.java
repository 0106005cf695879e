package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.snapshot.Saved;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.projection.FleetProjection;
import io.spotmanager.inventory.projection.Observations;
import io.spotmanager.inventory.source.FleetReading;
import io.spotmanager.inventory.source.FleetSources;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every source and writes what has changed; a source that cannot be read stays as it was last seen. */
final class FleetRefresh {
    private static final Logger log = LoggerFactory.getLogger(FleetRefresh.class);

    private final FleetSources sources;
    private final FleetRules rules;
    private final InventoryRepository records;
    private final SnapshotEvents events;
    private final Duration patience;
    private final MeterRegistry meters;

    /** @param patience with the slowest source */
    FleetRefresh(
            FleetSources sources,
            FleetRules rules,
            InventoryRepository records,
            SnapshotEvents events,
            Duration patience,
            MeterRegistry meters) {
        this.sources = sources;
        this.rules = rules;
        this.records = records;
        this.events = events;
        this.patience = patience;
        this.meters = meters;
    }

    Saved run() {
        var timer = Timer.start(meters);
        var awaited = records.times().isWanted();
        var began = records.times().now();
        var reading = sources.read(began, patience);
        var saved = records.snapshot().change(before -> drawn(before, reading, began), () -> {
            records.times().allRead(began);
            return records.sources().record(reading.attempts());
        });
        meters.counter("spot.inventory.rows").increment(saved.rows());
        timer.stop(meters.timer("spot.inventory.refresh", "scope", "fleet"));
        if (saved.changed() || awaited) {
            log.info("generation {}: {} rows written", saved.generation(), saved.rows());
            events.written(records.event(saved));
        }
        return saved;
    }

    private Tables drawn(Tables before, FleetReading reading, Instant now) {
        records.times().forgetHostsBefore(reading.oldest());
        var readLater = records.times().hosts();
        var known = Observations.of(before);
        var facts = known.updated(reading, rules.count()).overlaid(known, readLater.keySet());
        Map<String, Instant> readAt = new HashMap<>();
        if (reading.aggregates().items().isPresent()) {
            facts.hosts().forEach(host -> readAt.put(host, reading.aggregates().began()));
        }
        readAt.putAll(readLater);
        return new FleetProjection(rules).project(facts, records.driftJudge(before, readAt, now));
    }
}
