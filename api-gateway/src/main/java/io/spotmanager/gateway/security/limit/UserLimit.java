package io.spotmanager.gateway.security.limit;

import io.github.bucket4j.TimeMeter;
import io.spotmanager.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;

/** A rate limit per user; a rate of 0 means no limit. */
final class UserLimit {
    private final Optional<KeyedBuckets> buckets;

    UserLimit(int perSecond, int atOnce, TimeMeter clock) {
        this.buckets = perSecond == 0
                ? Optional.empty()
                : Optional.of(new KeyedBuckets(atOnce, Duration.ofSeconds(1).dividedBy(perSecond), clock));
    }

    /** @param refusal message with placeholders for the user and the seconds to wait */
    void take(String user, String refusal) {
        var seconds = buckets.map(limits -> limits.take(user)).orElse(0L);
        if (seconds > 0) {
            throw ProblemType.TOO_MANY_REQUESTS
                    .because(refusal.formatted(user, seconds))
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        }
    }
}
