package io.spotmanager.gateway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides what an attempt means for its delivery and its webhook. A pure function. */
final class DeliveryDecision {
    private static final int GONE = 410;
    private static final int SUCCESS = 2;
    private static final int REDIRECT = 3;
    private static final int HUNDRED = 100;
    private static final int DOUBLINGS_WITHOUT_OVERFLOW = 30;

    /** What came of an attempt. */
    sealed interface Outcome {
        /**
         * @param retryAfter how long the receiver asks to wait; null if it names no time
         * @param beginning of its answer, cleaned
         */
        record Answered(int status, @Nullable Duration retryAfter, String beginning) implements Outcome {}

        /** @param why a sentence */
        record Failed(String why) implements Outcome {}
    }

    /** What follows. */
    sealed interface Next {
        record Delivered() implements Next {}

        record Retry(Instant due, String why) implements Next {}

        /** It is not attempted again. */
        record GiveUp(String why) implements Next {}

        /** The same, and the webhook sends nothing more. */
        record Disable(String why) implements Next {}
    }

    /**
     * An attempt.
     *
     * @param number from 1
     * @param byHand whether a person asked for it, and looks at its outcome
     * @param failingSince the first failure of its webhook that no success has followed; null if there is none
     */
    record Attempt(
            int number,
            Instant createdAt,
            boolean byHand,
            @Nullable Instant failingSince) {}

    private final WebhookSettings settings;
    private final RandomGenerator random;

    DeliveryDecision(WebhookSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    Next decide(Outcome outcome, Attempt attempt, Instant now) {
        return switch (outcome) {
            case Outcome.Answered(var status, var _, var _) when status / HUNDRED == SUCCESS -> new Next.Delivered();
            case Outcome.Answered(var status, var _, var _)
            when status == GONE && !attempt.byHand() ->
                new Next.Disable("The receiver answered 410: it wants nothing any more.");
            case Outcome.Answered(var status, var retryAfter, var _) ->
                failed(
                        status / HUNDRED == REDIRECT
                                ? "It answered %d. Redirects are not followed: set the final address.".formatted(status)
                                : "It answered %d.".formatted(status),
                        retryAfter,
                        attempt,
                        now);
            case Outcome.Failed(var why) -> failed(why, null, attempt, now);
        };
    }

    private Next failed(String why, @Nullable Duration retryAfter, Attempt attempt, Instant now) {
        if (attempt.byHand()) {
            return new Next.GiveUp(why);
        }
        var since = attempt.failingSince();
        if (since != null && !now.isBefore(since.plus(settings.disableAfter()))) {
            return new Next.Disable("Nothing was taken since %s; the latest failure: %s"
                    .formatted(since.truncatedTo(ChronoUnit.SECONDS), why));
        }
        if (!now.isBefore(attempt.createdAt().plus(settings.disableAfter()))) {
            return new Next.GiveUp(why);
        }
        var delay = backoff(attempt.number());
        return new Next.Retry(
                now.plus(
                        retryAfter == null || retryAfter.compareTo(delay) < 0
                                ? delay
                                : retryAfter.compareTo(settings.disableAfter()) < 0
                                        ? retryAfter
                                        : settings.disableAfter()),
                why);
    }

    /** Exponential with jitter, as that of steps: between half and all of a delay that doubles with every attempt. */
    private Duration backoff(int attempt) {
        var doubled = settings.backoffFirst().toMillis() << Math.min(attempt - 1, DOUBLINGS_WITHOUT_OVERFLOW);
        var whole = Math.min(doubled, settings.backoffLongest().toMillis());
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
