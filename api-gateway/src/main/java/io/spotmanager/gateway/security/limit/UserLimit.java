package io.spotmanager.gateway.security.limit;

import io.spotmanager.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;

/** A rate limit per user, shared by all gateways; a rate of 0 means no limit. */
final class UserLimit {
    private final SharedLimits limits;
    private final String what;
    private final int rate;
    private final Duration period;
    private final int atOnce;

    /**
     * @param what the name of this limit in the database
     * @param rate how many are allowed in each period
     */
    UserLimit(SharedLimits limits, String what, int rate, Duration period, int atOnce) {
        this.limits = limits;
        this.what = what;
        this.rate = rate;
        this.period = period;
        this.atOnce = atOnce;
    }

    /** @param refusal message with placeholders for the user and the seconds to wait */
    void take(String user, String refusal) {
        if (rate == 0) {
            return;
        }
        var seconds = limits.take(List.of(new Allowance(what + " " + user, atOnce, period.dividedBy(rate))));
        if (seconds > 0) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because(refusal.formatted(user, seconds))
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
    }
}
