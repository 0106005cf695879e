package io.spotmanager.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.webhooks.DeliveryDecision.Attempt;
import io.spotmanager.gateway.webhooks.DeliveryDecision.Next;
import io.spotmanager.gateway.webhooks.DeliveryDecision.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryDecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);

    private final DeliveryDecision decision =
            new DeliveryDecision(AddressRulesTest.settings(false), new SplittableRandom(4711));

    private Next next(Outcome outcome, int number, @Nullable Instant failingSince) {
        return decision.decide(outcome, new Attempt(number, NOW.minusSeconds(60), false, failingSince), NOW);
    }

    private static Outcome answered(int status, @Nullable Duration retryAfter) {
        return new Outcome.Answered(status, retryAfter, "");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void every_2xx_is_taken(int status) {
        assertThat(next(answered(status, null), 1, NOW.minus(DAY))).isInstanceOf(Next.Delivered.class);
    }

    @Test
    void a_failure_waits_longer_each_time_between_half_and_all_of_a_delay_with_an_end() {
        for (var attempt = 1; attempt < 100; attempt++) {
            var whole = Math.min(60_000, 4_000L << Math.min(attempt - 1, 10));

            assertThat(next(answered(500, null), attempt, null))
                    .isInstanceOfSatisfying(
                            Next.Retry.class,
                            retry -> assertThat(
                                            Duration.between(NOW, retry.due()).toMillis())
                                    .isBetween(whole / 2, whole));
        }
    }

    @Test
    void the_receiver_says_how_long_to_wait_but_for_a_day_at_most_and_no_shorter_than_the_delay() {
        assertThat(due(Duration.ofMinutes(7))).isEqualTo(NOW.plus(Duration.ofMinutes(7)));
        assertThat(due(Duration.ofDays(400))).isEqualTo(NOW.plus(DAY));
        assertThat(due(Duration.ZERO)).isAfterOrEqualTo(NOW.plusSeconds(2));
    }

    private Instant due(Duration retryAfter) {
        return ((Next.Retry) next(answered(429, retryAfter), 1, null)).due();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void a_redirect_is_a_failure_that_says_what_to_set(int status) {
        assertThat(next(answered(status, null), 1, null))
                .isInstanceOfSatisfying(
                        Next.Retry.class, retry -> assertThat(retry.why()).contains("set the final address"));
    }

    @Test
    void gone_disables_at_once_and_a_failure_only_after_a_day() {
        assertThat(next(answered(410, null), 1, null)).isInstanceOf(Next.Disable.class);
        assertThat(next(answered(500, null), 9, NOW.minus(DAY).plusSeconds(1))).isInstanceOf(Next.Retry.class);
        assertThat(next(new Outcome.Failed("No answer."), 9, NOW.minus(DAY)))
                .isInstanceOfSatisfying(
                        Next.Disable.class,
                        disable -> assertThat(disable.why())
                                .isEqualTo(
                                        "Nothing was taken since 2026-02-28T12:00:00Z; the latest failure: No answer."));
    }

    @Test
    void a_delivery_that_alone_fails_is_given_up_after_a_day() {
        var old = new Attempt(30, NOW.minus(DAY), false, NOW.minusSeconds(5));

        assertThat(decision.decide(answered(400, null), old, NOW)).isInstanceOf(Next.GiveUp.class);
    }

    @Test
    void what_a_person_sends_is_attempted_once_and_disables_nothing() {
        var asked = new Attempt(1, NOW, true, NOW.minus(DAY));

        assertThat(decision.decide(answered(500, null), asked, NOW)).isInstanceOf(Next.GiveUp.class);
        assertThat(decision.decide(answered(410, null), asked, NOW)).isInstanceOf(Next.GiveUp.class);
        assertThat(decision.decide(answered(204, null), asked, NOW)).isInstanceOf(Next.Delivered.class);
    }
}
