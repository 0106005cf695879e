package io.spotmanager.workflow.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the dependencies of this part, each on its own thread, so that one that hangs holds up no other. Thread-safe. */
public final class DependencyWatch {
    private static final Logger log = LoggerFactory.getLogger(DependencyWatch.class);

    private final OutageTeller outages = new OutageTeller(log);
    private final List<DependencyProbe> probes;
    private final String part;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Executor threads;
    private final Map<Dependency, Finding> findings = new EnumMap<>(Dependency.class);
    private final Set<Dependency> underWay = EnumSet.noneOf(Dependency.class);

    /** @param nanos for durations, as {@link System#nanoTime} */
    public DependencyWatch(
            List<DependencyProbe> probes, String part, InstantSource clock, LongSupplier nanos, Executor threads) {
        this.probes = List.copyOf(probes);
        this.part = part;
        this.clock = clock;
        this.nanos = nanos;
        this.threads = threads;
    }

    /** Begins the looks that are due; returns at once. */
    public void look() {
        for (var probe : probes) {
            var trouble = probe.trouble();
            if (trouble == null) {
                record(probe.dependency(), DependencyState.OFF, null, null);
            } else if (begin(probe)) {
                threads.execute(() -> look(probe, trouble));
            }
        }
    }

    private synchronized boolean begin(DependencyProbe probe) {
        var last = findings.get(probe.dependency());
        return isDue(probe, last) && underWay.add(probe.dependency());
    }

    private boolean isDue(DependencyProbe probe, @Nullable Finding last) {
        if (last == null) {
            return true;
        }
        var every = last.state() == DependencyState.DOWN && probe.every().compareTo(DependencyProbe.SOON) > 0
                ? DependencyProbe.SOON
                : probe.every();
        return Duration.between(last.seenAt(), clock.instant()).compareTo(every) >= 0;
    }

    private void look(DependencyProbe probe, Supplier<Optional<String>> trouble) {
        var dependency = probe.dependency();
        var began = nanos.getAsLong();
        try {
            var answered = probe.answered().get();
            if (answered.isPresent()) {
                record(
                        dependency,
                        DependencyState.UP,
                        null,
                        Math.toIntExact(answered.get().toMillis()));
                return;
            }
            var cause = trouble.get();
            var took =
                    Math.toIntExact(Duration.ofNanos(nanos.getAsLong() - began).toMillis());
            record(
                    dependency,
                    cause.isPresent() ? DependencyState.DOWN : DependencyState.UP,
                    cause.orElse(null),
                    cause.isPresent() ? null : (Integer) took);
        } catch (RuntimeException e) {
            log.debug("The look at {} failed", dependency.id(), e);
            record(dependency, DependencyState.DOWN, "the look failed: " + e.getMessage(), null);
        } finally {
            end(dependency);
        }
    }

    private synchronized void end(Dependency dependency) {
        underWay.remove(dependency);
    }

    private synchronized void record(
            Dependency dependency, DependencyState state, @Nullable String cause, @Nullable Integer latencyMs) {
        var now = clock.instant();
        var last = findings.get(dependency);
        Instant since = last != null && last.state() == state ? last.since() : now;
        var found = new Finding(dependency, state, since, cause, latencyMs, now, part);
        findings.put(dependency, found);
        outages.tell(last, found);
    }

    /** Returns what was found out so far; nothing about a dependency whose first look has not ended. */
    public synchronized List<Finding> findings() {
        return List.copyOf(findings.values());
    }
}
