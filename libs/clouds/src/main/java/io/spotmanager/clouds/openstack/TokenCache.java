package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.Validity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches one token for all threads. One thread at a time fetches the next one, before the present one ends or when the
 * cloud refuses it.
 */
final class TokenCache {

    /**
     * After a failure no request is sent for this time: hundreds of calls per second could lock the account or overload
     * Keystone.
     */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /**
     * For this time after a refused token was replaced, a refusal of the new one is about the request and not about the
     * token: an application credential can be limited to some paths, and each refusal of another path would cost a
     * token.
     */
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(TokenCache.class);

    private final Supplier<AuthenticatedEndpoint> keystone;
    private final InstantSource clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable AuthenticatedEndpoint held;
    private volatile @Nullable Failure failure;

    /** Guarded by {@link #renewing}. */
    private @Nullable Validity trusted;

    private record Failure(AuthenticationFailure cause, Validity time) {}

    TokenCache(Supplier<AuthenticatedEndpoint> keystone, InstantSource clock) {
        this.keystone = keystone;
        this.clock = clock;
    }

    /** @throws AuthenticationFailure if there is no valid token and none can be fetched */
    AuthenticatedEndpoint current() {
        AuthenticatedEndpoint now = held;
        Instant time = clock.instant();
        if (now != null && time.isBefore(now.renewAt())) {
            return now;
        }
        if (now == null || !time.isBefore(now.endsAt())) {
            return first(now);
        }
        return renewedAhead(now);
    }

    /**
     * Returns a token that replaces a refused one. If another thread has already replaced it, returns that one. Returns
     * the refused one itself if it is a replacement that is younger than {@link #TRUSTED}.
     *
     * @throws AuthenticationFailure if none can be fetched
     */
    AuthenticatedEndpoint refresh(AuthenticatedEndpoint refused) {
        renewing.lock();
        try {
            AuthenticatedEndpoint now = held;
            if (now != null && !now.equals(refused)) {
                return now;
            }
            if (trusted != null && trusted.holds(clock.instant())) {
                return refused;
            }
            AuthenticatedEndpoint fresh = fetch();
            trusted = Validity.of(clock.instant(), TRUSTED);
            return fresh;
        } finally {
            renewing.unlock();
        }
    }

    private AuthenticatedEndpoint first(@Nullable AuthenticatedEndpoint ended) {
        renewing.lock();
        try {
            AuthenticatedEndpoint now = held;
            return now != null && !now.equals(ended) ? now : fetch();
        } finally {
            renewing.unlock();
        }
    }

    /** The old token still works, so one thread fetches the next one and the others continue. */
    private AuthenticatedEndpoint renewedAhead(AuthenticatedEndpoint old) {
        if (hasFailedRecently() || !renewing.tryLock()) {
            return old;
        }
        try {
            AuthenticatedEndpoint now = held;
            return now != null && !now.equals(old) ? now : fetch();
        } catch (AuthenticationFailure e) {
            LOG.warn("The OpenStack token ends at {} and no new one could be fetched yet: {}", old.endsAt(), e.text());
            return old;
        } finally {
            renewing.unlock();
        }
    }

    private boolean hasFailedRecently() {
        Failure recent = failure;
        return recent != null && recent.time().holds(clock.instant());
    }

    private AuthenticatedEndpoint fetch() {
        Failure recent = failure;
        if (recent != null && recent.time().holds(clock.instant())) {
            throw recent.cause();
        }
        try {
            AuthenticatedEndpoint fresh = keystone.get();
            held = fresh;
            failure = null;
            return fresh;
        } catch (AuthenticationFailure e) {
            Instant now = clock.instant();
            Instant pauseEnds = now.plus(PAUSE);
            failure = new Failure(
                    e,
                    new Validity(now, e.notBefore().filter(pauseEnds::isBefore).orElse(pauseEnds)));
            throw e;
        }
    }
}
