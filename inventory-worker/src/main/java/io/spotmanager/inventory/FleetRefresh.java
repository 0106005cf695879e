package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.snapshot.Saved;
import io.spotmanager.fleet.snapshot.SourceAttempt;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.projection.FleetProjection;
import io.spotmanager.inventory.projection.GpuNotes;
import io.spotmanager.inventory.projection.MissingDevices;
import io.spotmanager.inventory.projection.Observations;
import io.spotmanager.inventory.source.FleetReading;
import io.spotmanager.inventory.source.FleetSources;
import io.spotmanager.inventory.source.ShrunkLists;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every source and writes the changes. A source that cannot be read keeps its previous values. */
final class FleetRefresh {
    private static final Logger log = LoggerFactory.getLogger(FleetRefresh.class);

    private final FleetSources sources;
    private final FleetRules rules;
    private final InventoryRepository repository;
    private final SnapshotEvents events;
    private final InventorySettings settings;
    private final MeterRegistry meters;
    private final ChangeLog missingDevices = new ChangeLog("NetBox shows all known devices again");
    private final ChangeLog uncountedGpus = new ChangeLog("The GPUs of all VMs can be counted again");

    FleetRefresh(
            FleetSources sources,
            FleetRules rules,
            InventoryRepository repository,
            SnapshotEvents events,
            InventorySettings settings,
            MeterRegistry meters) {
        this.sources = sources;
        this.rules = rules;
        this.repository = repository;
        this.events = events;
        this.settings = settings;
        this.meters = meters;
    }

    Saved run() {
        var timer = Timer.start(meters);
        var awaited = repository.times().isWanted();
        var began = repository.times().now();
        var judgement = ShrunkLists.judge(
                sources.read(began, settings.maxWait()), repository.doubts().all(), settings.doubt());
        var reading = judgement.reading();
        var missing = new AtomicReference<>(Optional.<String>empty());
        var uncounted = new AtomicReference<>(Optional.<String>empty());
        var saved = repository
                .snapshot()
                .change(
                        before -> {
                            var after = projected(before, reading, began);
                            missing.set(MissingDevices.sentence(after.devices()));
                            uncounted.set(GpuNotes.of(reading, after, rules.count()));
                            return after;
                        },
                        () -> {
                            repository.times().allRead(began);
                            remember(judgement, began);
                            return repository.sources().record(noted(reading.attempts(missing.get()), uncounted.get()));
                        });
        missingDevices.log(missing.get());
        uncountedGpus.log(uncounted.get());
        meters.counter("spot.inventory.rows").increment(saved.rows());
        timer.stop(meters.timer("spot.inventory.refresh", "scope", "fleet"));
        if (saved.changed() || awaited) {
            log.info("generation {}: {} rows written", saved.generation(), saved.rows());
            events.written(repository.event(saved));
        }
        return saved;
    }

    /** Logs a sentence once when it begins or changes, and once when it ends. */
    private static final class ChangeLog {
        private final AtomicReference<Optional<String>> last = new AtomicReference<>(Optional.empty());
        private final String ended;

        ChangeLog(String ended) {
            this.ended = ended;
        }

        void log(Optional<String> now) {
            if (!now.equals(last.getAndSet(now))) {
                now.ifPresentOrElse(log::warn, () -> log.info(ended));
            }
        }
    }

    private void remember(ShrunkLists.Judgement judgement, Instant began) {
        judgement.believed().forEach(repository.doubts()::believed);
        judgement
                .doubted()
                .forEach((source, doubted) ->
                        repository.doubts().doubted(source, began, doubted.shows(), doubted.sentence()));
    }

    private Map<String, SourceAttempt> noted(Map<String, SourceAttempt> attempts, Optional<String> uncounted) {
        Map<String, String> notes = new HashMap<>(sources.leftOut());
        uncounted.ifPresent(gpus -> notes.merge("flavors", gpus, (leftOut, more) -> leftOut + "; " + more));
        notes.forEach((source, note) -> attempts.computeIfPresent(source, (_, attempt) -> attempt.noted(note)));
        return attempts;
    }

    private Tables projected(Tables before, FleetReading reading, Instant now) {
        repository.times().forgetHostsBefore(reading.oldest());
        var readLater = repository.times().hostsSince(reading.oldest());
        var known = Observations.of(before);
        var facts = known.updated(reading, rules.count()).overlaid(known, readLater.keySet());
        Map<String, Instant> readAt = new HashMap<>();
        if (reading.aggregates().items().isPresent()) {
            facts.hosts().forEach(host -> readAt.put(host, reading.aggregates().began()));
        }
        readAt.putAll(readLater);
        return new FleetProjection(rules).project(facts, repository.driftDetector(before, readAt, now));
    }
}
