package io.spotmanager.workflow.health;

import io.spotmanager.workflow.health.DependencyReports.Report;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * What is known of every dependency of the installation: of database and broker what this part sees by itself, of the clouds what the
 * parts report that use them. So every part says the same, and a gateway calls no cloud.
 */
public final class Dependencies {
    private static final Logger log = LoggerFactory.getLogger(Dependencies.class);

    /** Anybody may ask, so the database is asked only this often. */
    private static final Duration KEPT = Duration.ofSeconds(2);

    /** A report is fresh for more than twice that time. */
    private static final Duration AGAIN = Duration.ofSeconds(18);

    private final DependencyWatch watch;
    private final DependencyReports reports;
    private final InstantSource clock;
    private final Instant started;
    private @Nullable Read last;
    private Map<Dependency, DependencyState> told = Map.of();
    private Instant toldAt = Instant.EPOCH;

    /** @param reports null if the database did not answer */
    private record Read(@Nullable List<Report> reports, Instant at) {}

    public Dependencies(DependencyWatch watch, DependencyReports reports, InstantSource clock) {
        this.watch = watch;
        this.reports = reports;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** Tells other parts what this one found out about clouds, if it is something else or the last time is a while ago. Must be called regularly. Never throws. */
    public void report() {
        var findings = watch.findings().stream()
                .filter(finding -> !finding.dependency().isOfEveryPart())
                .toList();
        var states = findings.stream().collect(Collectors.toMap(Finding::dependency, Finding::state));
        var now = clock.instant();
        if (states.equals(told) && now.isBefore(toldAt.plus(AGAIN)) && !now.isBefore(toldAt)) {
            return;
        }
        try {
            reports.write(findings);
            told = states;
            toldAt = now;
        } catch (DataAccessException | CannotCreateTransactionException e) {
            log.debug("What this part found out about its dependencies could not be reported", e);
        }
    }

    /** Returns all of them, in the order of {@link Dependency}. Blocks for at most one statement. */
    public List<Finding> all() {
        var own = watch.findings();
        var read = reported();
        return Arrays.stream(Dependency.values())
                .map(each -> each.isOfEveryPart() ? ofThisPart(each, own) : ofAllParts(each, own, read))
                .toList();
    }

    private synchronized Read reported() {
        var now = clock.instant();
        var kept = last;
        if (kept != null && Duration.between(kept.at(), now).compareTo(KEPT) < 0) {
            return kept;
        }
        var read = new Read(readAll(), clock.instant());
        last = read;
        return read;
    }

    private @Nullable List<Report> readAll() {
        try {
            return reports.read();
        } catch (DataAccessException | CannotCreateTransactionException e) {
            log.debug("What other parts found out about the clouds could not be read", e);
            return null;
        }
    }

    private Finding ofThisPart(Dependency dependency, List<Finding> own) {
        return own.stream()
                .filter(each -> each.dependency() == dependency)
                .findFirst()
                .orElseGet(() -> unknown(dependency, started, "this part has not looked yet", ""));
    }

    private Finding ofAllParts(Dependency dependency, List<Finding> own, Read read) {
        var mine = own.stream().filter(each -> each.dependency() == dependency).findFirst();
        var reports = read.reports();
        if (reports == null) {
            return mine.orElseGet(() ->
                    unknown(dependency, started, "the database, in which other parts report it, does not answer", ""));
        }
        var others = reports.stream()
                .filter(report -> report.finding().dependency() == dependency)
                .filter(report -> mine.isEmpty()
                        || !report.finding().seenBy().equals(mine.get().seenBy()))
                .toList();
        var fresh = Stream.concat(
                        mine.stream(), others.stream().filter(Report::fresh).map(Report::finding))
                .toList();
        return worst(fresh).orElseGet(() -> forgotten(dependency, others));
    }

    /** One part that cannot reach it is enough: that part cannot do its work. */
    private static Optional<Finding> worst(List<Finding> fresh) {
        return Stream.of(DependencyState.DOWN, DependencyState.UP, DependencyState.OFF)
                .flatMap(
                        state -> fresh.stream()
                                .filter(each -> each.state() == state)
                                .min(Comparator.comparing(Finding::since))
                                .stream())
                .findFirst();
    }

    private Finding forgotten(Dependency dependency, List<Report> old) {
        return old.stream()
                .map(Report::finding)
                .findFirst()
                .map(latest -> latest.state() == DependencyState.OFF
                        ? latest
                        : unknown(
                                dependency,
                                latest.seenAt(),
                                "no part has reported since %s, when it was %s: start the workers"
                                        .formatted(latest.seenAt(), latest.state()),
                                latest.seenBy()))
                .orElseGet(() -> unknown(
                        dependency, started, "no part that uses it has reported within a day: start the workers", ""));
    }

    private static Finding unknown(Dependency dependency, Instant since, String cause, String by) {
        return new Finding(dependency, DependencyState.UNKNOWN, since, cause, null, since, by);
    }
}
