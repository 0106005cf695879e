package io.spotmanager.inventory;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.spotmanager.domain.compute.Server;
import io.spotmanager.domain.pool.FleetRules;
import io.spotmanager.fleet.table.Tables;
import io.spotmanager.fleet.table.VmRow;
import io.spotmanager.inventory.projection.FleetProjection;
import io.spotmanager.inventory.projection.Observations;
import io.spotmanager.inventory.source.HostReading;
import io.spotmanager.inventory.source.HostSource;
import io.spotmanager.inventory.source.ShrunkLists;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads single hosts. */
final class HostRefresh {
    private static final Logger log = LoggerFactory.getLogger(HostRefresh.class);

    private final HostSource source;
    private final FleetRules rules;
    private final InventoryRepository repository;
    private final SnapshotEvents events;
    private final MeterRegistry meters;

    HostRefresh(
            HostSource source,
            FleetRules rules,
            InventoryRepository repository,
            SnapshotEvents events,
            MeterRegistry meters) {
        this.source = source;
        this.rules = rules;
        this.repository = repository;
        this.events = events;
        this.meters = meters;
    }

    /**
     * Hosts that cannot be read keep their previous values; the next full read reports the reason. Names that are not in the
     * snapshot are ignored: they belong to other things, or to hosts that the next full read adds.
     */
    void run(Set<String> names) {
        var hosts = repository.times().known(names);
        if (hosts.isEmpty()) {
            return;
        }
        var timer = Timer.start(meters);
        var answer = source.read(hosts, repository.times().now());
        answer.found()
                .ifPresentOrElse(
                        this::saveUnlessDoubted,
                        () -> log.warn("{} could not be read and stay as they were: {}", hosts, answer.readProblem()));
        timer.stop(meters.timer("spot.inventory.refresh", "scope", "host"));
    }

    /** The next full read tells of a doubt. */
    private void saveUnlessDoubted(HostReading reading) {
        if (ShrunkLists.areMuchFewer(reading.aggregates(), repository.doubts().all())) {
            log.warn("{} stay as they were: the list of aggregates shows much less than before", reading.hosts());
        } else {
            save(reading);
        }
    }

    private void save(HostReading reading) {
        var saved = repository.snapshot().change(before -> projected(before, reading), () -> false);
        if (saved.changed()) {
            events.written(repository.event(saved));
        }
    }

    private Tables projected(Tables before, HostReading read) {
        var unclear = new HashSet<>(readLater(read));
        unclear.addAll(emptied(before, read));
        var reading = read.without(unclear);
        repository.times().hostsRead(reading.hosts(), reading.began());
        var facts = Observations.of(before).updated(reading, rules.count());
        Map<String, Instant> readAt =
                reading.hosts().stream().collect(Collectors.toMap(Function.identity(), _ -> reading.began()));
        return new FleetProjection(rules).project(facts, repository.driftDetector(before, readAt, reading.began()));
    }

    /**
     * Returns the hosts whose servers are all gone. A single host cannot tell an answer that lacks them from a host that was emptied; the
     * next full read can.
     */
    private static Set<String> emptied(Tables before, HostReading read) {
        var occupied = read.servers().stream().map(Server::host).collect(Collectors.toSet());
        return before.vms().stream()
                .map(VmRow::host)
                .filter(Objects::nonNull)
                .filter(host -> read.hosts().contains(host) && !occupied.contains(host))
                .collect(Collectors.toSet());
    }

    /** Returns the hosts that another replica began to read later and has written already. */
    private Set<String> readLater(HostReading read) {
        return repository.times().hostsSince(read.began()).keySet();
    }
}
