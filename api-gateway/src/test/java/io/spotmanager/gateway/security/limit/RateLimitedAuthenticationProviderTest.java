package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Three failures of a name at an address, five of an address, eight of a name. */
class RateLimitedAuthenticationProviderTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private static final LimitSettings SETTINGS = new LimitSettings(1, 1, 1, 1, 1, 1, 3, 5, 8);

    private final LimitDatabase time = new LimitDatabase();
    private final OnlyOnePassword passwords = new OnlyOnePassword();
    private final RateLimitedAuthenticationProvider login =
            new RateLimitedAuthenticationProvider(passwords, time.loginFailures(SETTINGS));

    @Test
    void whoever_was_right_lately_is_not_stopped_by_somebody_elses_guesses_at_the_same_address() {
        assertThat(succeeds("ann", HOME)).isTrue();

        fail("ann", HOME, 3);
        throttledAs("ann", "another guess", HOME);

        assertThat(succeeds("ann", HOME)).isTrue();
    }

    @Test
    void who_is_over_the_limit_is_not_hashed_for() {
        fail("ann", HOME, 3);
        var hashes = passwords.looked;

        throttled("ann", HOME, 6);

        assertThat(passwords.looked).isEqualTo(hashes);
    }

    @Test
    void credentials_that_are_right_no_more_are_limited_again() {
        assertThat(succeeds("ann", HOME)).isTrue();
        passwords.right = "changed";
        fail("ann", HOME, 1, OnlyOnePassword.RIGHT);

        fail("ann", HOME, 3, OnlyOnePassword.RIGHT);

        throttledAs("ann", OnlyOnePassword.RIGHT, HOME);
    }

    @Test
    void gateways_count_together() {
        var another = new RateLimitedAuthenticationProvider(new OnlyOnePassword(), time.loginFailures(SETTINGS));
        fail("ann", HOME, 2);
        assertThatThrownBy(() -> another.authenticate(attempt("ann", "wrong", HOME)))
                .isInstanceOf(BadCredentialsException.class);

        throttled("ann", HOME, 6);
    }

    @Test
    void all_addresses_of_a_machine_count_together() {
        fail("ann", "2001:db8:1:2::1", 1);
        fail("ann", "2001:db8:1:2::2", 1);
        fail("ann", "2001:db8:1:2:ffff::3", 1);

        throttled("ann", "2001:db8:1:2::4", 6);
        assertThat(succeeds("ann", "2001:db8:1:3::1")).isTrue();
    }

    @Test
    void a_right_password_beside_many_guesses_at_once_is_looked_at_soon() throws InterruptedException {
        var together = new Together(8);
        var racing = new RateLimitedAuthenticationProvider(together, time.loginFailures(SETTINGS));
        var guesses = Thread.startVirtualThread(() -> {
            try {
                together.all(number -> racing.authenticate(attempt("ann", "wrong-" + number, HOME)));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        var start = System.nanoTime();

        assertThat(succeeds("ann", ELSEWHERE)).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        guesses.join();
    }

    @Test
    void after_so_many_wrong_passwords_the_right_one_is_not_looked_at_either() {
        fail("ann", HOME, 3);

        throttled("ann", HOME, 6);
        throttled("ANN", HOME, 6);
    }

    @Test
    void a_failure_is_forgiven_after_six_seconds() {
        fail("ann", HOME, 3);

        time.pass(Duration.ofSeconds(6));

        fail("ann", HOME, 1);
        throttled("ann", HOME, 6);
    }

    @Test
    void nobody_can_lock_somebody_out_from_elsewhere() {
        fail("ann", ELSEWHERE, 3);

        assertThat(succeeds("ann", HOME)).isTrue();
    }

    @Test
    void an_address_cannot_go_through_names() {
        for (var name : new String[] {"a", "b", "c", "d", "e"}) {
            fail(name, HOME, 1);
        }

        throttled("ann", HOME, 1);
        assertThat(succeeds("ann", ELSEWHERE)).isTrue();
    }

    @Test
    void right_passwords_never_run_out() {
        for (var logins = 0; logins < 100; logins++) {
            assertThat(succeeds("ann", HOME)).isTrue();
        }
    }

    @Test
    void many_addresses_do_not_help_but_where_somebody_got_in_they_still_do() {
        assertThat(succeeds("ann", HOME)).isTrue();
        for (var number = 1; number <= 8; number++) {
            fail("ann", "198.51.100." + number, 1);
        }

        assertThat(succeeds("ann", HOME)).isTrue();
        throttledAs("ann", "wrong", "198.51.100.9");
        assertThat(succeeds("bob", "198.51.100.9")).isTrue();
        assertThat(succeeds("ann", HOME)).isTrue();
    }

    @Test
    void tries_that_are_sent_together_count_like_those_sent_in_turn() throws InterruptedException {
        var together = new Together(20);
        var racing = new RateLimitedAuthenticationProvider(together, time.loginFailures(SETTINGS));

        together.all(number -> racing.authenticate(attempt("ann", "wrong-" + number, HOME)));

        assertThat(together.looked).hasValue(3);
    }

    @Test
    void names_that_are_tried_together_count_like_those_tried_in_turn() throws InterruptedException {
        var together = new Together(20);
        var racing = new RateLimitedAuthenticationProvider(together, time.loginFailures(SETTINGS));

        together.all(number -> racing.authenticate(attempt("user-" + number, "wrong", HOME)));

        assertThat(together.looked).hasValue(5);
    }

    @Test
    void a_name_that_nobody_can_have_is_not_looked_up_and_counts_for_its_address() {
        fail("x".repeat(256), HOME, 5);

        throttled("ann", HOME, 1);
    }

    private void fail(String user, String address, int times) {
        fail(user, address, times, "wrong");
    }

    private void fail(String user, String address, int times, String password) {
        for (var tries = 0; tries < times; tries++) {
            assertThatThrownBy(() -> login.authenticate(attempt(user, password, address)))
                    .isInstanceOf(BadCredentialsException.class);
        }
    }

    private void throttled(String user, String address, long atMostSeconds) {
        assertThatThrownBy(() -> succeeds(user, address))
                .isInstanceOfSatisfying(
                        TooManyFailuresException.class,
                        refusal -> assertThat(refusal.seconds()).isBetween(1L, atMostSeconds + 1));
    }

    private void throttledAs(String user, String password, String address) {
        assertThatThrownBy(() -> login.authenticate(attempt(user, password, address)))
                .isInstanceOf(TooManyFailuresException.class);
    }

    private boolean succeeds(String user, String address) {
        return login.authenticate(attempt(user, OnlyOnePassword.RIGHT, address)) != null;
    }

    private static Authentication attempt(String user, String password, String address) {
        var attempt = UsernamePasswordAuthenticationToken.unauthenticated(user, password);
        attempt.setDetails(new WebAuthenticationDetails(address, null));
        return attempt;
    }

    private static final class OnlyOnePassword implements AuthenticationProvider {
        static final String RIGHT = "right";

        String right = RIGHT;
        int looked;

        @Override
        public Authentication authenticate(Authentication attempt) {
            looked++;
            if (right.equals(attempt.getCredentials())) {
                return attempt;
            }
            throw new BadCredentialsException("wrong");
        }

        @Override
        public boolean supports(Class<?> attempt) {
            return true;
        }
    }

    /** Has nobody's password looked at before all have arrived or were refused. */
    private static final class Together implements AuthenticationProvider {
        final AtomicInteger looked = new AtomicInteger();
        private final int threads;
        private final AtomicInteger refused = new AtomicInteger();

        Together(int threads) {
            this.threads = threads;
        }

        void all(IntConsumer login) throws InterruptedException {
            var all = IntStream.range(0, threads)
                    .mapToObj(number -> Thread.startVirtualThread(() -> {
                        try {
                            login.accept(number);
                        } catch (TooManyFailuresException e) {
                            refused.incrementAndGet();
                        } catch (BadCredentialsException e) {
                            // As expected of a wrong password.
                        }
                    }))
                    .toList();
            for (var thread : all) {
                thread.join();
            }
            assertThat(looked.get() + refused.get()).isEqualTo(threads);
        }

        @Override
        public Authentication authenticate(Authentication attempt) {
            looked.incrementAndGet();
            var end = System.nanoTime() + Duration.ofMillis(200).toNanos();
            while (looked.get() + refused.get() < threads && System.nanoTime() < end) {
                LockSupport.parkNanos(1_000_000);
            }
            throw new BadCredentialsException("wrong");
        }

        @Override
        public boolean supports(Class<?> attempt) {
            return true;
        }
    }
}
