package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.call.SendGuard;
import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.PointKind;
import io.spotmanager.simulation.engine.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries requests to the clouds. Each passes a point before it is sent, one after that, and one before its reply arrives. */
public final class Wire {
    private static final Duration TRAVEL = Duration.ofMillis(20);
    private static final Duration TIME_OUT = Duration.ofSeconds(20);
    private static final Duration ASKED_TO_WAIT = Duration.ofSeconds(5);

    private final Scheduler scheduler;
    private final CloudLog log;

    public Wire(Scheduler scheduler, CloudLog log) {
        this.scheduler = scheduler;
        this.log = log;
    }

    <T> CloudResult<T> read(String text, Consumer<ExternalCall> journal, Supplier<CloudResult<T>> work) {
        var fault = scheduler.point(PointKind.READ, text);
        scheduler.sleep(TRAVEL);
        var answer = fault.map(each -> Wire.<T>status(each, scheduler)).orElseGet(work);
        journal.accept(new ExternalCall(text, answer.ok() ? "200" : answer.problem(), TRAVEL));
        return answer;
    }

    /**
     * @param window how long the cloud may still carry it out after the request was sent
     * @param work what the cloud does when it carries the request out
     */
    <T> CloudResult<T> change(
            String text, Duration window, Consumer<ExternalCall> journal, Supplier<CloudResult<T>> work) {
        var begun = scheduler.time().instant();
        var actor = scheduler.actor(text);
        var early = scheduler.point(PointKind.CALL_BEFORE, text);
        if (!SendGuard.allows()) {
            return new CloudResult.NotSent<>("the lease had ended before the request was sent");
        }
        var number = log.next(text, actor.process().name(), (CloudLog.@Nullable StepNote) actor.note());
        var answer =
                early.map(each -> Wire.<T>status(each, scheduler)).orElseGet(() -> sent(text, number, window, work));
        journal.accept(new ExternalCall(
                text + " #" + number,
                answer.ok() ? "200" : answer.problem(),
                Duration.between(begun, scheduler.time().instant())));
        return answer;
    }

    private <T> CloudResult<T> sent(String text, int number, Duration window, Supplier<CloudResult<T>> work) {
        var fate = scheduler.point(PointKind.CALL_SENT, text);
        if (fate.filter(each -> each == Fault.LATE_EFFECT || each == Fault.KILL_AND_LATE_EFFECT)
                .isPresent()) {
            scheduler.later(someTimeIn(window), () -> carryOut(text + " #" + number, work));
            if (fate.get() == Fault.KILL_AND_LATE_EFFECT) {
                scheduler.kill(scheduler.actor(text).process());
            }
            return noAnswer();
        }
        if (fate.filter(Fault.NO_EFFECT::equals).isPresent()) {
            return noAnswer();
        }
        var answer = carryOut(text + " #" + number, work);
        scheduler.sleep(TRAVEL);
        var late = scheduler.point(PointKind.CALL_DONE, text);
        return late.filter(Fault.REPLY_LOST::equals).isPresent()
                ? noAnswer()
                : late.map(each -> Wire.<T>status(each, scheduler)).orElse(answer);
    }

    private <T> CloudResult<T> carryOut(String text, Supplier<CloudResult<T>> work) {
        var answer = work.get();
        scheduler.tell("cloud", "carries out: " + text + (answer.ok() ? "" : " (" + answer.problem() + ")"));
        return answer;
    }

    /** Shortly before the end of the window as often as anywhere in it. */
    private Duration someTimeIn(Duration window) {
        var millis = window.toMillis();
        return Duration.ofMillis(
                scheduler.choices().nextBoolean()
                        ? millis - 1
                        : scheduler.choices().nextLong(1, millis));
    }

    private <T> CloudResult<T> noAnswer() {
        scheduler.sleep(TIME_OUT);
        return new CloudResult.Indeterminate<>("no answer within 20 s");
    }

    private static <T> CloudResult<T> status(Fault fault, Scheduler scheduler) {
        return switch (fault) {
            case NOT_FOUND_404 -> new CloudResult.Rejected<>(404, "Not found.");
            case CONFLICT_409 -> new CloudResult.Rejected<>(409, "Conflict.");
            case TOO_LARGE_413 -> new CloudResult.Rejected<>(413, "Request entity too large.");
            case TOO_MANY_429 ->
                new CloudResult.NotSent<>(
                        "429 Too many requests", scheduler.time().instant().plus(ASKED_TO_WAIT));
            case SERVER_ERROR -> new CloudResult.Indeterminate<>("500 Unexpected API Error");
            default -> throw new IllegalArgumentException(fault + " is no answer");
        };
    }
}
