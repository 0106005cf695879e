package io.spotmanager.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.spotmanager.gateway.security.limit.LoginsBusyException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.security.crypto.password.PasswordEncoder;

@Timeout(60)
class BoundedPasswordEncoderTest {
    private final SlowHash slow = new SlowHash();
    private final PasswordEncoder encoder = new BoundedPasswordEncoder(slow, 2);

    @AfterEach
    void finish() {
        slow.open.countDown();
    }

    @Test
    void no_more_passwords_are_hashed_at_once_than_allowed() throws InterruptedException {
        var guesses = new Thread[20];
        for (var number = 0; number < guesses.length; number++) {
            guesses[number] = Thread.startVirtualThread(this::guess);
        }
        await().until(() -> slow.running.get() == 2);
        slow.open.countDown();
        for (var guess : guesses) {
            guess.join();
        }

        assertThat(slow.most).hasValue(2);
    }

    @Test
    void who_would_wait_too_long_is_refused_with_the_time_to_come_back() {
        hold(2);
        var start = System.nanoTime();

        assertThatThrownBy(() -> encoder.matches("right", "hash"))
                .isInstanceOfSatisfying(
                        LoginsBusyException.class,
                        busy -> assertThat(busy.seconds()).isPositive())
                .hasMessageContaining("Sessions and tokens are not affected");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(8));
    }

    @Test
    void behind_a_long_queue_nobody_waits_at_all() {
        hold(2);
        for (var number = 0; number < 400; number++) {
            Thread.startVirtualThread(this::guess);
        }
        await().untilAsserted(() -> {
            var start = System.nanoTime();
            assertThatThrownBy(() -> encoder.encode("new")).isInstanceOf(LoginsBusyException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
        });
    }

    @Test
    void a_password_that_was_right_is_not_hashed_again_and_waits_for_nobody() {
        slow.open.countDown();
        var caching = new CachingPasswordEncoder(encoder, new SecureRandom());
        assertThat(caching.matches("right", "hash")).isTrue();
        slow.open = new CountDownLatch(1);
        hold(2);

        assertThat(caching.matches("right", "hash")).isTrue();
    }

    private void hold(int places) {
        for (var number = 0; number < places; number++) {
            Thread.startVirtualThread(this::guess);
        }
        await().until(() -> slow.running.get() == places);
    }

    private void guess() {
        try {
            encoder.matches("guess", "hash");
        } catch (LoginsBusyException e) {
            // As expected of one too many.
        }
    }

    private static final class SlowHash implements PasswordEncoder {
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        volatile CountDownLatch open = new CountDownLatch(1);

        @Override
        public String encode(@Nullable CharSequence password) {
            matches(password, "");
            return "hash";
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String encoded) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                running.decrementAndGet();
            }
            return "right".equals(String.valueOf(password));
        }
    }
}
