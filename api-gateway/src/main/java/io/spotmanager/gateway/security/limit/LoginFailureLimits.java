package io.spotmanager.gateway.security.limit;

import io.spotmanager.gateway.security.limit.KnownPlaces.Known;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * How many wrong passwords are looked at. Per source and name, so that somebody elsewhere cannot lock a user out; per source, so that
 * trying many names is limited; per name, so that using many sources is limited. A browser in which the name has logged in before counts
 * for itself alone, and a source from which it has does not count for the name.
 */
@Component
public class LoginFailureLimits {
    private static final Duration FORGIVEN_AFTER = Duration.ofSeconds(6);
    private static final int OTHERS_FORGIVEN_FASTER = 10;

    private final SharedLimits limits;
    private final KnownPlaces places;
    private final LimitSettings settings;

    LoginFailureLimits(SharedLimits limits, KnownPlaces places, LimitSettings settings) {
        this.limits = limits;
        this.places = places;
        this.settings = settings;
    }

    /** An attempt that is counted as a failure until it is known to be none. */
    final class Attempt {
        private final String name;
        private final String source;
        private final Known known;
        private final List<Allowance> counted;

        private Attempt(String name, String source, String device) {
            this.name = name;
            this.source = source;
            this.known = places.known(name, source, device);
            this.counted = counted(device);
        }

        private List<Allowance> counted(String device) {
            if (known.device()) {
                return List.of(new Allowance(
                        "login-device %s %s".formatted(device, name), settings.loginFailures(), FORGIVEN_AFTER));
            }
            var both = new Allowance("login %s %s".formatted(source, name), settings.loginFailures(), FORGIVEN_AFTER);
            return known.source() ? List.of(both, ofSource(source)) : List.of(both, ofSource(source), ofName());
        }

        private Allowance ofName() {
            return new Allowance(
                    "login-name " + name,
                    settings.loginFailuresPerName(),
                    FORGIVEN_AFTER.dividedBy(OTHERS_FORGIVEN_FASTER));
        }

        /** It was no failure, or nobody knows. */
        void takeBack() {
            limits.giveBack(counted);
        }

        void letIn() {
            if (!known.source()) {
                places.rememberSource(name, source);
            }
        }
    }

    /**
     * Counts an attempt as a failure before its password is looked at.
     *
     * @param device empty without a cookie
     * @throws TooManyFailuresException if the password is not to be looked at; then nothing is counted
     */
    Attempt begin(String name, String source, String device) {
        var attempt = new Attempt(name, source, device);
        refuseFor(limits.take(attempt.counted));
        return attempt;
    }

    /** Counts a failure with a name that no user can have. */
    void ofNobody(String source) {
        refuseFor(limits.take(List.of(ofSource(source))));
    }

    private Allowance ofSource(String source) {
        return new Allowance(
                "login-source " + source,
                settings.loginFailuresPerAddress(),
                FORGIVEN_AFTER.dividedBy(OTHERS_FORGIVEN_FASTER));
    }

    private static void refuseFor(long seconds) {
        if (seconds > 0) {
            throw new TooManyFailuresException(seconds);
        }
    }
}
