package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.launch.Renters;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Asks RunPod for renters, and in the same step for the deletion: between the two there is no time for another renter. */
final class BeginDeletion {
    /** Somebody may rent for days; RunPod is asked this often after a while. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(15);
    private static final int PART_OF_THE_TIME_WAITED = 10;

    private BeginDeletion() {}

    static StepOutcome run(Retirement retirement) {
        var deletion = retirement.deletion();
        if (deletion.pending()) {
            return new StepOutcome.Done(Map.of());
        }
        if (RetireByHand.applies(retirement)) {
            return RetireByHand.confirmed(retirement)
                    ? delete(retirement, RetireByHand.renters())
                    : RetireByHand.unlist(retirement);
        }
        var reading = retirement.ownMachines();
        if (!(reading instanceof Ok(var machines))) {
            return retirement.unread("RunPod", reading);
        }
        var renters = Retirement.renters(retirement.machineKey(), machines);
        var waiting = renters.none() ? Optional.<StepOutcome>empty() : keptBy(renters, retirement);
        if (waiting.isPresent()) {
            return waiting.get();
        }
        return delete(retirement, renters.words());
    }

    /** @param renters what is known of them, for the history */
    private static StepOutcome delete(Retirement retirement, String renters) {
        var deletion = retirement.deletion();
        var answer = deletion.ask(
                "asking Hyperstack to delete " + retirement.vm() + "; " + renters,
                () -> retirement.vms().delete(retirement.vmId()));
        return switch (answer) {
            case NotSent<?> _ -> {
                deletion.abandoned("the deletion was not sent: " + answer.problem());
                yield deletion.again(answer);
            }
            case Rejected<?> _
            when !answer.notFound() -> {
                deletion.abandoned("Hyperstack refused the deletion: " + answer.problem());
                yield new StepOutcome.NeedsOperator(
                        "Hyperstack refused to delete %s: %s".formatted(retirement.vm(), answer.problem()));
            }
            default -> new StepOutcome.Done(Map.of("renters_at_deletion", renters));
        };
    }

    private static Optional<StepOutcome> keptBy(Renters renters, Retirement retirement) {
        if (retirement.request().rentersAcknowledged()) {
            return Optional.empty();
        }
        return Optional.of(kept(renters, retirement));
    }

    private static StepOutcome kept(Renters renters, Retirement retirement) {
        var since = retirement.context().enteredAt();
        var end = retirement.request().waitsUntil(since);
        if (end.isEmpty()) {
            return new StepOutcome.NeedsOperator(renters.words()
                    + " by now, and did not when the retirement began. Retry once nobody rents it, or roll back.");
        }
        var last = end.get();
        var now = retirement.parts().clock().instant();
        return now.isBefore(last)
                ? new StepOutcome.WaitUntil(next(since, now, last), renters.words())
                : new StepOutcome.NeedsOperator(renters.words() + over(retirement.request())
                        + " To evict them, roll back and retire with acknowledge: [\"renters\"].");
    }

    private static String over(RetireRequest request) {
        return request.waitHours() == null
                ? " after the deadline %s. Retry once nobody rents it, or roll back.".formatted(request.deadline())
                : " after %d hours of waiting. Retry to wait as long again, or roll back."
                        .formatted(request.waitHours());
    }

    private static Instant next(Instant since, Instant now, Instant last) {
        var share = Duration.between(since, now).dividedBy(PART_OF_THE_TIME_WAITED);
        var pause = share.compareTo(SHORTEST_PAUSE) < 0
                ? SHORTEST_PAUSE
                : share.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : share;
        var next = now.plus(pause);
        return next.isBefore(last) ? next : last;
    }
}
