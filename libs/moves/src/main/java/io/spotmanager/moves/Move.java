package io.spotmanager.moves;

import static java.util.stream.Collectors.toSet;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.MoveRules;
import io.spotmanager.domain.pool.Placement;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One move as its steps see it: every call to Nova goes into its history, and what Nova last showed of the host is noted.
 *
 * @param nova records its calls
 */
public record Move(ComputeCloud nova, PoolNaming naming, ExternalCalls calls, MoveRequest request) {
    private static final String TURNED_BACK = "turned_back";

    /** The ids of the source and the target when they were first read: a host stays in an aggregate whose name is changed. */
    private static final String OWN_AGGREGATES = "own_aggregates";

    private static final String AWAITED = "an earlier call to Nova may still be carried out";

    public static Move of(ComputeCloud nova, PoolNaming naming, ExternalCalls calls) {
        return of(nova, naming, calls, calls.context().request(MoveRequest.class));
    }

    public static Move of(ComputeCloud nova, PoolNaming naming, ExternalCalls calls, MoveRequest request) {
        return new Move(nova.recordingTo(calls::record), naming, calls, request);
    }

    public MoveRules rules() {
        return new MoveRules(naming);
    }

    /** Reads where the host is. */
    public CloudResult<Placement> placement() {
        return nova.aggregatesFor(request.host()).map(this::seen);
    }

    /** Notes where aggregates that were read show the host. */
    Placement seen(List<Aggregate> aggregates) {
        var facts = calls.context().facts();
        if (facts.has(OWN_AGGREGATES)) {
            var own = facts.path(OWN_AGGREGATES)
                    .valueStream()
                    .map(JsonNode::asLong)
                    .collect(toSet());
            return seen(Placement.of(request, aggregates, naming, own));
        }
        var placement = Placement.of(request, aggregates, naming);
        calls.context()
                .observed(
                        OWN_AGGREGATES,
                        Stream.of(placement.source(), placement.target())
                                .flatMap(Optional::stream)
                                .map(Aggregate::id)
                                .toList());
        return seen(placement);
    }

    private Placement seen(Placement placement) {
        calls.context()
                .observed(
                        SeenPlacement.FACT,
                        SeenPlacement.fact(placement, calls.clock().instant()));
        return placement;
    }

    public StepOutcome unread(CloudResult<?> answer) {
        return calls.unread("Nova", answer);
    }

    /** The outcome of a step that would end the move while an earlier, unanswered change may still come; empty when none can. */
    public Optional<StepOutcome> lateEffects() {
        return calls.lateEffects(AWAITED);
    }

    /** As {@link #lateEffects}, for a step that repeats its own calls. */
    public Optional<StepOutcome> lateEffectsOfEarlierStates() {
        return calls.lateEffectsOfEarlierStates(AWAITED);
    }

    /** Notes that the move was turned back: its calls contradict each other from now on. */
    public void turnedBack() {
        calls.context().observed(TURNED_BACK, true);
    }

    /** True if calls of this move that wait for their effect may contradict where it puts the host. */
    public boolean wasTurnedBack() {
        return calls.context().facts().path(TURNED_BACK).asBoolean(false);
    }

    CloudResult<Aggregate> add(Aggregate aggregate) {
        return change(() -> nova.addHost(aggregate.id(), request.host()));
    }

    CloudResult<Aggregate> remove(Aggregate aggregate) {
        return change(() -> nova.removeHost(aggregate.id(), request.host()));
    }

    private CloudResult<Aggregate> change(Supplier<CloudResult<Aggregate>> call) {
        calls.context().observed(SeenPlacement.FACT, SeenPlacement.UNKNOWN);
        return calls.guarded(call);
    }

    /**
     * Confirms a change on the way forward by the aggregate that came with the answer; reads Nova where none did.
     *
     * @param achieved whether the placement is what the change was for
     */
    StepOutcome confirm(
            CloudResult<Aggregate> answer, Placement before, Predicate<Placement> achieved, StepOutcome success) {
        return answer instanceof Ok(var aggregate) && achieved.test(seen(before.updated(aggregate, request.host())))
                ? success
                : confirmByReading(answer, achieved, success);
    }

    /**
     * Confirms a change by what Nova shows afterwards: a server error or a time-out may have done the work, and a refusal
     * may mean that it was done before.
     */
    StepOutcome confirmByReading(CloudResult<Aggregate> answer, Predicate<Placement> achieved, StepOutcome success) {
        return confirmByReading(answer, this::placement, achieved, now -> "the host is " + now.describe(), success);
    }

    /** @param described what was read, as the end of a sentence */
    public <T> StepOutcome confirmByReading(
            CloudResult<?> answer,
            Supplier<CloudResult<T>> read,
            Predicate<T> achieved,
            Function<T, String> described,
            StepOutcome success) {
        if (answer.askedToWaitUntil().isPresent()) {
            return calls.again(answer.problem(), answer);
        }
        if (answer instanceof NotSent<?> notSent) {
            return calls.again("not sent to Nova: " + notSent.cause(), answer);
        }
        var reading = read.get();
        if (!(reading instanceof Ok<T>(var now))) {
            return unread(reading);
        }
        if (achieved.test(now)) {
            return success;
        }
        return answer instanceof Rejected<?>(int status, var message)
                ? new StepOutcome.Failed("Nova refused (%d): %s".formatted(status, message))
                : new StepOutcome.Retry("%s; read again: %s"
                        .formatted(answer.ok() ? "Nova said yes" : answer.problem(), described.apply(now)));
    }
}
