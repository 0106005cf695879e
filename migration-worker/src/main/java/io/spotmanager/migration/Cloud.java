package io.spotmanager.migration;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.SendGuard;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Nova as the steps of one move see it: every call goes into the move's history, no change without the lease. */
final class Cloud {
    private static final String UNCLEAR_AT = "unclear_at";

    /** In one state, with waits that the cloud asked for one after another. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final ComputeCloud nova;
    private final PoolNaming naming;
    private final StepContext context;
    private final MoveRequest move;
    private final Settling settling;

    Cloud(ComputeCloud nova, PoolNaming naming, Settling settling, StepContext context) {
        this.nova = nova.journalling(call -> context.recordCall(call.command(), call.answer(), call.took()));
        this.naming = naming;
        this.settling = settling;
        this.context = context;
        this.move = context.request(MoveRequest.class);
    }

    MoveRequest move() {
        return move;
    }

    ComputeCloud nova() {
        return nova;
    }

    /**
     * Until when a change that was asked for earlier may still come; empty when none can. A worker may have died after it
     * had asked, or Nova may have given no clear answer.
     */
    Optional<Instant> unsettledUntil() {
        var unclear = context.facts().hasNonNull(UNCLEAR_AT)
                ? Stream.of(Instant.parse(context.facts().get(UNCLEAR_AT).asString()))
                : Stream.<Instant>empty();
        return Stream.concat(unclear, context.interruptedAt().stream())
                .max(Comparator.naturalOrder())
                .map(asked -> asked.plus(settling.time()))
                .filter(end -> end.isAfter(settling.clock().instant()));
    }

    /** Notes where aggregates that were read for something else show the host. */
    void saw(List<Aggregate> aggregates) {
        seen(placementIn(aggregates));
    }

    CloudAnswer<Placement> placement() {
        return nova.aggregates().map(aggregates -> seen(placementIn(aggregates)));
    }

    /** Goes on with the placement, or answers why it is not known. */
    StepOutcome withPlacement(Function<Placement, StepOutcome> next) {
        return read(placement(), next);
    }

    /** Goes on with what was read; a read that failed says nothing, so the step is tried again. */
    <T> StepOutcome read(CloudAnswer<T> answer, Function<T, StepOutcome> next) {
        return answer instanceof CloudAnswer.Ok<T>(T value)
                ? next.apply(value)
                : later(answer, "Nova could not be read: " + answer.readProblem());
    }

    /**
     * Tries again: once the time is over for which the cloud asked to be left alone, or else soon. Such a wait is no failed try,
     * until it was asked for again and again: a person has to learn of a cloud that never answers.
     */
    private StepOutcome later(CloudAnswer<?> answer, String cause) {
        if (answer.askedToWaitUntil().isEmpty()) {
            return new StepOutcome.Retry(cause);
        }
        var end = answer.askedToWaitUntil().get();
        var now = settling.clock().instant();
        return now.isBefore(context.enteredAt().plus(LONGEST_WAIT))
                ? new StepOutcome.WaitUntil(end, cause)
                : new StepOutcome.Retry(cause, end.isAfter(now) ? Duration.between(now, end) : null);
    }

    CloudAnswer<Aggregate> add(Aggregate aggregate) {
        return changing(() -> nova.addHost(aggregate.id(), move.host()));
    }

    CloudAnswer<Aggregate> remove(Aggregate aggregate) {
        return changing(() -> nova.removeHost(aggregate.id(), move.host()));
    }

    private <T> T changing(Supplier<T> call) {
        context.requireLease();
        context.observed(SeenPlacement.FACT, SeenPlacement.UNKNOWN);
        return SendGuard.whileAllowed(context::holdsLease, call);
    }

    /**
     * Judges a change on the way there by the aggregate that came back with the answer, and reads again where none did. One
     * without a clear answer is remembered, for the way back.
     */
    StepOutcome judged(
            CloudAnswer<Aggregate> answer, Placement before, Predicate<Placement> achieved, StepOutcome success) {
        if (answer instanceof CloudAnswer.Unclear<Aggregate> unclear) {
            context.saveProgress(
                    "no clear answer: " + unclear.cause(),
                    Map.of(UNCLEAR_AT, settling.clock().instant().toString()));
        }
        return answer instanceof CloudAnswer.Ok<Aggregate>(var aggregate)
                        && achieved.test(seen(before.updated(aggregate, move.host())))
                ? success
                : judgedByReading(answer, achieved, success);
    }

    /**
     * Judges a change by what Nova shows afterwards: a server error or a time-out may have done the work, and a refusal
     * may mean that it was done before.
     *
     * @param achieved whether the placement is what the change was for
     */
    StepOutcome judgedByReading(CloudAnswer<Aggregate> answer, Predicate<Placement> achieved, StepOutcome success) {
        if (answer.askedToWaitUntil().isPresent()) {
            return later(answer, answer.problem());
        }
        return answer instanceof CloudAnswer.NotSent<Aggregate> notSent
                ? new StepOutcome.Retry("not sent to Nova: " + notSent.cause())
                : withPlacement(now -> achieved.test(now) ? success : failed(answer, now));
    }

    private static StepOutcome failed(CloudAnswer<Aggregate> answer, Placement now) {
        return answer instanceof CloudAnswer.Refused<Aggregate>(int status, var message)
                ? new StepOutcome.Failed("Nova refused (%d): %s".formatted(status, message))
                : new StepOutcome.Retry("%s; read again: the host is %s"
                        .formatted(answer.ok() ? "Nova said yes" : answer.problem(), now.describe()));
    }

    /** Notes where the host is, for those who have to decide about it. */
    private Placement seen(Placement placement) {
        context.observed(
                SeenPlacement.FACT,
                SeenPlacement.fact(placement, settling.clock().instant()));
        return placement;
    }

    private Placement placementIn(List<Aggregate> aggregates) {
        return Placement.of(move, aggregates, naming);
    }
}
