package io.spotmanager.gateway.launch;

import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.DrainRules;
import io.spotmanager.gateway.migration.FollowingMoves;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.security.rights.Touched;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A retirement as scripts send it.
 *
 * @param sourceAggregate the pool that the host then leaves; null to look it up
 * @param targetAggregate the pool to which the host is moved once nothing of the VM is left; null if it stays in its pool
 */
record RetireBody(
        @NotNull(message = NAME) @Pattern(regexp = NAMES, message = NAME)
        String hostname,

        @Nullable Set<Consent> acknowledge,

        @Min(value = 1, message = HOURS) @Max(value = LONGEST, message = HOURS) @Nullable
        Integer waitHours,

        @Pattern(regexp = "now|empty", message = WHEN) @Nullable
        String when,

        @Nullable Instant deadline,

        @Size(max = 255, message = AGGREGATE) @Nullable String sourceAggregate,

        @Size(max = 255, message = AGGREGATE) @Nullable String targetAggregate,

        @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
        String reason,

        @Size(max = 100, message = "must have at most 100 characters") @Nullable
        String batchId)
        implements Touched.Body {
    static final String NAMES = "[A-Za-z0-9._-]{1,50}";
    static final String NAME = "must be the name of the compute host that carries the VM";
    private static final String HOURS = "must be 1 to 720 hours, or be left out to wait not at all";
    private static final int LONGEST = 720;
    private static final String WHEN =
            "must be empty (as soon as nobody rents it, until deadline) or now (also if it is left out)";

    private static final String AGGREGATE = "must be an aggregate's name: 1 to 255 characters";

    /** A consequence of a retirement, or of the move after it, that the requester accepts. */
    enum Consent {
        /** Those who rent GPUs of the VM are evicted. */
        RENTERS,
        /** The host then moves between a pool with NVLink and one without. */
        NVLINK,
        /** The host then moves with a left-over allocation, or the check for that failed. */
        ALLOCATIONS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Touched touched() {
        return Touched.move(hostname, sourceAggregate, targetAggregate);
    }

    /** Whether the pool from which the host then moves is missing and will be looked up. */
    boolean leavesSourceOut() {
        return targetAggregate != null && (sourceAggregate == null || sourceAggregate.isEmpty());
    }

    /** @throws ProblemException naming the field that is missing or goes with no other */
    Retiring asked(Instant now, FollowingMoves moves) {
        var retirement = retirement(now);
        if (targetAggregate != null) {
            return new Retiring(retirement, moves.of(hostname, sourceAggregate, targetAggregate, accepted()));
        }
        if (sourceAggregate != null) {
            throw FieldProblem.refusal(
                    "source_aggregate",
                    "goes with target_aggregate only, the pool to which the host then moves: send that too, or leave it out");
        }
        if (!accepted().isEmpty()) {
            throw FieldProblem.refusal(
                    "acknowledge",
                    "names a consequence of a move, and the host stays in its pool: send target_aggregate too, or renters alone");
        }
        return new Retiring(retirement, null);
    }

    /** The consequences of the move. */
    private Set<Acknowledgement> accepted() {
        var all = acknowledge == null ? Set.<Consent>of() : acknowledge;
        return all.stream()
                .flatMap(consent -> switch (consent) {
                    case RENTERS -> Stream.<Acknowledgement>of();
                    case NVLINK -> Stream.of(Acknowledgement.NVLINK);
                    case ALLOCATIONS -> Stream.of(Acknowledgement.ALLOCATIONS);
                })
                .collect(Collectors.toSet());
    }

    private RetireRequest retirement(Instant now) {
        return new RetireRequest(
                hostname,
                acknowledge != null && acknowledge.contains(Consent.RENTERS),
                waitHours,
                "empty".equals(when) ? until(now) : none());
    }

    private Instant until(Instant now) {
        if (waitHours != null) {
            throw FieldProblem.refusal(
                    "wait_hours",
                    "goes without when, which is another end of the same wait: send when with deadline, or wait_hours alone");
        }
        var latest = DrainRules.latestDeadline(now);
        if (deadline == null || !deadline.isAfter(now) || deadline.isAfter(latest)) {
            throw FieldProblem.refusal(
                    "deadline",
                    "must say until when to wait, as a time such as 2027-01-31T18:00:00Z after now (%s) and not after %s; past it a person decides"
                            .formatted(now.truncatedTo(ChronoUnit.SECONDS), latest.truncatedTo(ChronoUnit.SECONDS)));
        }
        return deadline;
    }

    private @Nullable Instant none() {
        if (deadline != null) {
            throw FieldProblem.refusal("deadline", "goes with when: \"empty\" only: send that too, or leave it out");
        }
        return null;
    }
}
