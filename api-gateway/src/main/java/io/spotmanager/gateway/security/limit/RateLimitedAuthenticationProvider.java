package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.core.Authentication;

/**
 * Refuses logins after too many wrong passwords, before the password is hashed. Each attempt counts as a failure until it is known to be
 * none, so parallel attempts count like sequential ones.
 *
 * <p>Credentials that were right lately are neither counted nor limited: scripts send theirs with every request, and that somebody else
 * guesses at the same address must not stop them.
 */
public final class RateLimitedAuthenticationProvider implements AuthenticationProvider {
    private static final int LONGEST_NAME = 255;
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int MOST_REMEMBERED = 1_000;
    /** Whoever waits for the check of the same credentials takes part in no other. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AuthenticationProvider passwords;
    private final LoginFailureLimits limits;
    private final KeyedHash hash = new KeyedHash(new SecureRandom());
    private final Cache<String, Boolean> right = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    /** One for the same credentials at a time: the others then find them in {@link #right}. */
    private final Cache<String, ReentrantLock> turns =
            Caffeine.newBuilder().weakValues().build();

    public RateLimitedAuthenticationProvider(AuthenticationProvider passwords, LoginFailureLimits limits) {
        this.passwords = passwords;
        this.limits = limits;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication login) {
        var source = LoginDetails.source(login);
        if (isNobodys(login.getName())) {
            limits.ofNobody(source);
            throw new BadCredentialsException("no user has such a name");
        }
        var name = login.getName().toLowerCase(Locale.ROOT);
        var credentials = hash.of(name, String.valueOf(login.getCredentials()));
        if (right.getIfPresent(credentials) != null) {
            return again(login, credentials);
        }
        var turn = turns.get(credentials, _ -> new ReentrantLock());
        await(turn);
        try {
            if (right.getIfPresent(credentials) == null) {
                return first(login, credentials, limits.begin(name, source, LoginDetails.device(login)));
            }
        } finally {
            turn.unlock();
        }
        return again(login, credentials); // outside of the turn: a thousand boards may come back at once
    }

    private static boolean isNobodys(String name) {
        return name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl);
    }

    private @Nullable Authentication first(
            Authentication login, String credentials, LoginFailureLimits.Attempt attempt) {
        var wrong = false;
        try {
            var known = check(login);
            right.put(credentials, true);
            attempt.letIn();
            return known;
        } catch (BadCredentialsException e) {
            wrong = true;
            throw e;
        } finally {
            if (!wrong) {
                attempt.takeBack();
            }
        }
    }

    /** They are checked all the same: the password may have been changed, or the user removed. */
    private @Nullable Authentication again(Authentication login, String credentials) {
        try {
            return check(login);
        } catch (BadCredentialsException e) {
            right.invalidate(credentials);
            throw e;
        }
    }

    /** A database that does not answer is no wrong password. */
    private @Nullable Authentication check(Authentication login) {
        try {
            return passwords.authenticate(login);
        } catch (InternalAuthenticationServiceException e) {
            if (e.getCause() instanceof DataAccessException away) {
                throw away;
            }
            throw e;
        }
    }

    private static void await(ReentrantLock turn) {
        try {
            if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LoginsBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoginsBusyException();
        }
    }

    @Override
    public boolean supports(Class<?> login) {
        return passwords.supports(login);
    }
}
