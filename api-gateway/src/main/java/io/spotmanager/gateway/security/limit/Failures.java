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
final class Failures {
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(6);
    private static final int OTHERS_FORGIVEN_FASTER = 10;
    private static final Duration KNOWN_FOR = Duration.ofHours(12);
    private static final int MOST_KNOWN = 10_000;

    private final Buckets ofBoth;
    private final Buckets ofAddresses;
    private final Buckets ofNames;
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    Failures(LimitSettings settings, TimeMeter clock) {
        var sooner = FORGIVEN_AFTER.dividedBy(OTHERS_FORGIVEN_FASTER);
        this.ofBoth = new Buckets(settings.loginFailures(), FORGIVEN_AFTER, clock);
        this.ofAddresses = new Buckets(settings.loginFailuresPerAddress(), sooner, clock);
        this.ofNames = new Buckets(settings.loginFailuresPerName(), sooner, clock);
    }

    Origin origin(String address, String name) {
        return new Origin(address, name, known.getIfPresent(Origin.both(address, name)) != null);
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
    long countBeforehand(Origin origin) {
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
    void takeBack(Origin origin) {
        ofAddresses.giveBack(origin.address());
        ofBoth.giveBack(origin.both());
        if (!origin.known()) {
            ofNames.giveBack(origin.name());
        }
    }

    void letIn(Origin origin) {
        known.put(origin.both(), true);
    }
}
