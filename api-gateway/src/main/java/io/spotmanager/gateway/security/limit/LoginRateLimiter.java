package io.spotmanager.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Counts wrong passwords: by address and name together, so that nobody can lock somebody else out from elsewhere; by
 * address, so that nobody can go through names; and by name, so that many addresses do not help much. The last does not
 * hold where the same user got in before.
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

    /** A failure under a name that nobody can have. */
    void ofNobody(String address) {
        ofAddresses.take(address);
    }

    /**
     * Counts a try as a failure before it is known to be one.
     *
     * @return the seconds until the next try, if this one may not be made; then nothing is counted
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

    /** It was none. */
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
