package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Counts failed logins in three ways. Per address and name, so that an attacker elsewhere cannot lock a user out. Per address, so that
 * trying many names is limited. Per name, so that using many addresses is limited; this limit does not apply to an address from
 * which the same user has logged in before.
 */
final class LoginRateLimiter {
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(6);
    private static final int OTHERS_FORGIVEN_FASTER = 10;
    private static final Duration KNOWN_FOR = Duration.ofHours(12);
    private static final int MOST_KNOWN = 10_000;

    private final KeyedBuckets ofBoth;
    private final KeyedBuckets ofAddresses;
    private final KeyedBuckets ofNames;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    LoginRateLimiter(LimitSettings settings, TimeMeter clock) {
        var sooner = FORGIVEN_AFTER.dividedBy(OTHERS_FORGIVEN_FASTER);
        this.ofBoth = new KeyedBuckets(settings.loginFailures(), FORGIVEN_AFTER, clock);
        this.ofAddresses = new KeyedBuckets(settings.loginFailuresPerAddress(), sooner, clock);
        this.ofNames = new KeyedBuckets(settings.loginFailuresPerName(), sooner, clock);
    }

    LoginOrigin origin(String address, String name) {
        return new LoginOrigin(address, name, known.getIfPresent(LoginOrigin.both(address, name)) != null);
    }

    long secondsToWait(String address) {
        return ofAddresses.secondsToWait(address);
    }

    /** Counts a failure with a name that no user can have. */
    void ofNobody(String address) {
        ofAddresses.take(address);
    }

    /**
     * Counts an attempt as a failure before its password is checked.
     *
     * @return 0 if the attempt may be made; otherwise the seconds until the next one, and nothing is counted
     */
    long countBeforehand(LoginOrigin origin) {
        var wait = ofAddresses.take(origin.address());
        if (wait > 0) {
            return wait;
        }
        wait = ofBoth.take(origin.both());
        if (wait > 0) {
            ofAddresses.giveBack(origin.address());
            return wait;
        }
        wait = origin.known() ? 0 : ofNames.take(origin.name());
        if (wait > 0) {
            ofAddresses.giveBack(origin.address());
            ofBoth.giveBack(origin.both());
        }
        return wait;
    }

    /** Reverts {@link #countBeforehand} for an attempt that did not fail. */
    void takeBack(LoginOrigin origin) {
        ofAddresses.giveBack(origin.address());
        ofBoth.giveBack(origin.both());
        if (!origin.known()) {
            ofNames.giveBack(origin.name());
        }
    }

    void letIn(LoginOrigin origin) {
        known.put(origin.both(), true);
    }
}
