package io.spotmanager.workflow.health;

import io.spotmanager.workflow.logging.OutageChatter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs that a dependency is away: once when that begins, once a minute, and once when it ends. */
final class OutageTeller {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Logger log;
    private final Map<Dependency, Instant> told = new EnumMap<>(Dependency.class);

    OutageTeller(Logger log) {
        this.log = log;
    }

    /** @param before null if this is the first look */
    void tell(@Nullable Finding before, Finding now) {
        var dependency = now.dependency();
        if (now.state() == DependencyState.DOWN) {
            var last = told.get(dependency);
            if (last == null) {
                log.warn(
                        "{} does not answer; this is told again every minute until it does: {}",
                        dependency.label(),
                        now.cause());
            } else if (Duration.between(last, now.seenAt()).compareTo(AGAIN) >= 0) {
                log.warn("{} has not answered for {} s: {}", dependency.label(), lasted(now.since(), now), now.cause());
            } else {
                return;
            }
            told.put(dependency, now.seenAt());
            OutageChatter.begin(dependency.id(), String.valueOf(now.cause()));
        } else if (told.remove(dependency) != null && before != null) {
            log.info("{} answers again, after {} s", dependency.label(), lasted(before.since(), now));
            OutageChatter.end(dependency.id());
        }
    }

    private static long lasted(Instant since, Finding now) {
        return Duration.between(since, now.seenAt()).toSeconds();
    }
}
