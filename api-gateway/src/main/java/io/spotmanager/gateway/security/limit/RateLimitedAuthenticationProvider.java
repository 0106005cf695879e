package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Refuses logins after too many wrong passwords. Attempts of one name from one address are checked one after the other, so that
 * parallel attempts count like sequential ones.
 */
public final class RateLimitedAuthenticationProvider implements AuthenticationProvider {
    private static final int LONGEST_NAME = 255;

    private final AuthenticationProvider passwords;
    private final LoginRateLimiter failures;
    private final Cache<String, ReentrantLock> turns =
            Caffeine.newBuilder().weakValues().build();

    public RateLimitedAuthenticationProvider(AuthenticationProvider passwords, LimitSettings settings) {
        this(passwords, settings, TimeMeter.SYSTEM_NANOTIME);
    }

    RateLimitedAuthenticationProvider(AuthenticationProvider passwords, LimitSettings settings, TimeMeter clock) {
        this.passwords = passwords;
        this.failures = new LoginRateLimiter(settings, clock);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication login) {
        var address = login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        refuseFor(failures.secondsToWait(address));
        if (login.getName().length() > LONGEST_NAME) {
            failures.ofNobody(address);
            throw new BadCredentialsException("the name is too long for a user");
        }
        var origin = failures.origin(address, login.getName().toLowerCase(Locale.ROOT));
        var turn = turns.get(origin.both(), _ -> new ReentrantLock());
        turn.lock();
        try {
            return inTurn(login, origin);
        } finally {
            turn.unlock();
        }
    }

    private @Nullable Authentication inTurn(Authentication login, LoginOrigin origin) {
        refuseFor(failures.countBeforehand(origin));
        var wrong = false;
        try {
            var known = passwords.authenticate(login);
            failures.letIn(origin);
            return known;
        } catch (BadCredentialsException e) {
            wrong = true;
            throw e;
        } finally {
            if (!wrong) {
                failures.takeBack(origin);
            }
        }
    }

    private static void refuseFor(long seconds) {
        if (seconds > 0) {
            throw new TooManyFailuresException(seconds);
        }
    }

    @Override
    public boolean supports(Class<?> login) {
        return passwords.supports(login);
    }
}
