package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.inventory.projection.FleetProjection;
import io.spotmanager.inventory.projection.Observations;
import io.spotmanager.inventory.source.HostReading;
import io.spotmanager.inventory.source.HostSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a few hosts alone, and nothing else of the fleet. */
final class HostRefresh {
    private static final Logger log = LoggerFactory.getLogger(HostRefresh.class);

    private final HostSource source;
    private final FleetRules rules;
    private final InventoryRepository records;
    private final SnapshotEvents events;
    private final MeterRegistry meters;

    HostRefresh(
            HostSource source,
            FleetRules rules,
            InventoryRepository records,
            SnapshotEvents events,
            MeterRegistry meters) {
        this.source = source;
        this.rules = rules;
        this.records = records;
        this.events = events;
        this.meters = meters;
    }

    /**
     * What cannot be read stays as it was last seen; the next look at all tells why. A name that the snapshot does not have is
     * that of something else, or of a host too new to be missed.
     */
    void run(Set<String> names) {
        var hosts = records.times().known(names);
        if (hosts.isEmpty()) {
            return;
        }
        var timer = Timer.start(meters);
        var answer = source.read(hosts, records.times().now());
        answer.found()
                .ifPresentOrElse(
                        this::save,
                        () -> log.warn("{} could not be read and stay as they were: {}", hosts, answer.readProblem()));
        timer.stop(meters.timer("spot.inventory.refresh", "scope", "host"));
    }

    private void save(HostReading reading) {
        var saved = records.snapshot().change(before -> drawn(before, reading), () -> false);
        if (saved.changed()) {
            events.written(records.event(saved));
        }
    }

    private Tables drawn(Tables before, HostReading told) {
        var reading = told.without(readLater(told));
        records.times().hostsRead(reading.hosts(), reading.began());
        var facts = Observations.of(before).updated(reading, rules.count());
        Map<String, Instant> readAt =
                reading.hosts().stream().collect(Collectors.toMap(Function.identity(), _ -> reading.began()));
        return new FleetProjection(rules).project(facts, records.driftJudge(before, readAt, reading.began()));
    }

    /** Somebody else may have looked later and written earlier. */
    private Set<String> readLater(HostReading told) {
        var later = new HashSet<String>();
        records.times().hosts().forEach((host, at) -> {
            if (at.isAfter(told.began())) {
                later.add(host);
            }
        });
        return later;
    }
}
