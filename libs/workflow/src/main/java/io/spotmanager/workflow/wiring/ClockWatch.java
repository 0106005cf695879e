package io.spotmanager.workflow.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes how far this machine's clock is from the database's as a metric, and logs when that begins and ends to be more than a few
 * seconds. No wait depends on this machine's clock; its logs and tokens do.
 */
final class ClockWatch {
    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final InstantSource machine;
    private final InstantSource database;
    private boolean apart;

    ClockWatch(InstantSource machine, InstantSource database, MeterRegistry meters) {
        this.machine = machine;
        this.database = database;
        Gauge.builder("spot.clock.ahead", this, watch -> watch.ahead().toMillis() / 1000.0)
                .description("How far this machine's clock is ahead of the database's")
                .baseUnit("seconds")
                .register(meters);
    }

    private Duration ahead() {
        return Duration.between(database.instant(), machine.instant());
    }

    void look() {
        var ahead = ahead();
        var now = ahead.abs().compareTo(TOLERATED) > 0;
        if (now && !apart) {
            log.warn(
                    "The clock of this machine is {} s {} the database's. Operations use the database's. Synchronise both (NTP): times in logs, tokens and certificates depend on it.",
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "behind" : "ahead of");
        } else if (!now && apart) {
            log.info("The clock of this machine and the database's agree again");
        }
        apart = now;
    }
}
