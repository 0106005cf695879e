package io.spotmanager.gateway.security.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Three failures of a name, five of an address. */
class ThrottledLoginTest {
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "192.0.2.2";

    private final ManualTime time = new ManualTime();
    private final ThrottledLogin login = new ThrottledLogin(new OnlyOnePassword(), new LimitSettings(1, 1, 3, 5), time);

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

        assertThat(succeeds("ann", HOME)).isTrue();
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

    private void fail(String user, String address, int times) {
        for (var tries = 0; tries < times; tries++) {
            assertThatThrownBy(() -> login.authenticate(attempt(user, "wrong", address)))
                    .isInstanceOf(BadCredentialsException.class);
        }
    }

    private void throttled(String user, String address, long atMostSeconds) {
        assertThatThrownBy(() -> succeeds(user, address))
                .isInstanceOfSatisfying(
                        TooManyFailuresException.class,
                        refusal -> assertThat(refusal.seconds()).isBetween(1L, atMostSeconds + 1));
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

        @Override
        public Authentication authenticate(Authentication attempt) {
            if (RIGHT.equals(attempt.getCredentials())) {
                return attempt;
            }
            throw new BadCredentialsException("wrong");
        }

        @Override
        public boolean supports(Class<?> attempt) {
            return true;
        }
    }
}
