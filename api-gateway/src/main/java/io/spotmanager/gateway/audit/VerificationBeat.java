package io.spotmanager.gateway.audit;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.audit.AuditVerification.Report;
import io.spotmanager.audit.VerificationJob;
import io.spotmanager.audit.VerificationJob.Turn;
import io.spotmanager.audit.VerificationProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Verifies the history for a while at each beat, so that the database has as much time without it. Publishes the age of the newest result, what it found,
 * and how long one has been running.
 */
final class VerificationBeat implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(VerificationBeat.class);
    private static final Duration AT_A_BEAT = Duration.ofSeconds(1);

    /** Between two looks at what is told, and whether a verification is due. */
    static final Duration GAUGES = Duration.ofMinutes(2);

    private static final String SCHEDULE = "schedule";

    /** What the gauges tell, as read at a time of {@link System#nanoTime}. */
    private record Reading(Instant lastVerified, long findings, Optional<Instant> runningSince, long nanos) {}

    private final VerificationJob job;
    private final VerificationSettings settings;
    private final InstantSource clock;
    private final Instant startedAt;
    private volatile Reading reading;
    private String failure = "";

    VerificationBeat(VerificationJob job, VerificationSettings settings, InstantSource clock, MeterRegistry meters) {
        this.job = job;
        this.settings = settings;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.reading = new Reading(startedAt, 0, Optional.empty(), System.nanoTime() - 2 * GAUGES.toNanos());
        meters.gauge("spot.audit.verification.findings", this, beat -> beat.reading.findings());
        if (settings.isNightly()) {
            meters.gauge("spot.audit.verification.age.seconds", this, beat -> beat.since(beat.reading.lastVerified()));
        }
        meters.gauge(
                "spot.audit.verification.running.seconds",
                this,
                beat -> beat.reading.runningSince().map(beat::since).orElse(0.0));
    }

    private double since(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1_000.0;
    }

    @Override
    public void run() {
        try {
            var isTimeToRead = System.nanoTime() - reading.nanos() > GAUGES.toNanos();
            if (isTimeToRead) {
                settings.dueAt(clock.instant()).ifPresent(time -> job.startIfNoneSince(time, SCHEDULE));
            }
            if (work() || isTimeToRead) {
                read();
            }
        } catch (DataAccessException | TransactionException e) {
            failed(String.valueOf(e.getMessage()));
        }
    }

    /** Returns true if a verification has ended. */
    private boolean work() {
        var end = System.nanoTime() + AT_A_BEAT.toNanos();
        while (System.nanoTime() < end) {
            switch (job.work()) {
                case Turn.Read() -> failure = "";
                case Turn.Idle() -> {
                    return false;
                }
                case Turn.Failed(var cause) -> {
                    failed(cause);
                    return false;
                }
                case Turn.Ended(var number, var report) -> {
                    failure = "";
                    tell(number, report);
                    return true;
                }
            }
        }
        return false;
    }

    private static void tell(long number, Report report) {
        if (report.whole()) {
            log.info(
                    "verification {} of the history: {} entries of {} operations, intact",
                    number,
                    report.entries(),
                    report.operations());
        } else {
            log.error(
                    "verification {} of the history has {} findings (GET /api/audit/verification), the first: {}",
                    number,
                    report.findingsInAll(),
                    report.findings().getFirst());
        }
    }

    /** Told once for each cause: it is tried again at each beat. */
    private void failed(String cause) {
        if (!failure.equals(cause)) {
            failure = cause;
            log.warn("the history could not be verified further, will retry: {}", cause);
        }
    }

    private void read() {
        var latest = job.latest();
        reading = new Reading(
                latest.map(result -> result.startedAt()).orElse(startedAt),
                latest.map(result -> result.report().findingsInAll()).orElse(0L),
                job.running().map(VerificationProgress::requestedAt),
                System.nanoTime());
    }
}
