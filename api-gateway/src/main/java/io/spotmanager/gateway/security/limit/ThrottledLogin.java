package io.spotmanager.gateway.security.limit;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Refuses to look at passwords from where too many were wrong. Counted by address and name together, so that nobody can
 * lock somebody else out from elsewhere, and by address alone, so that nobody can go through names.
 */
public final class ThrottledLogin implements AuthenticationProvider {
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(6);

    private final AuthenticationProvider passwords;
    private final Buckets ofUsers;
    private final Buckets ofAddresses;

    public ThrottledLogin(AuthenticationProvider passwords, LimitSettings settings) {
        this(passwords, settings, TimeMeter.SYSTEM_NANOTIME);
    }

    ThrottledLogin(AuthenticationProvider passwords, LimitSettings settings, TimeMeter clock) {
        this.passwords = passwords;
        this.ofUsers = new Buckets(settings.loginFailures(), FORGIVEN_AFTER, clock);
        this.ofAddresses = new Buckets(settings.loginFailuresPerAddress(), FORGIVEN_AFTER.dividedBy(10), clock);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication login) {
        var address = login.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "";
        var user = address + " " + login.getName().toLowerCase(Locale.ROOT);
        var wait = Math.max(ofUsers.secondsToWait(user), ofAddresses.secondsToWait(address));
        if (wait > 0) {
            throw new TooManyFailuresException(wait);
        }
        try {
            return passwords.authenticate(login);
        } catch (BadCredentialsException e) {
            ofUsers.of(user).tryConsume(1);
            ofAddresses.of(address).tryConsume(1);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> login) {
        return passwords.supports(login);
    }
}
