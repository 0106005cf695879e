package io.spotmanager.workflow.externalcall;

import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often to look at something that takes its time: the longer it takes, the less often.
 *
 * @param first at least this long between two looks
 * @param longest at most this long
 */
public record PollInterval(
        @DefaultValue("2s") Duration first,
        @DefaultValue("15s") Duration longest) {
    public static final PollInterval STANDARD = new PollInterval(Duration.ofSeconds(2), Duration.ofSeconds(15));

    private static final int PART_OF_THE_TIME_WAITED = 4;

    /** @throws IllegalArgumentException if there would be no pause, or the pauses could not grow */
    public PollInterval {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "poll.first is %s and poll.longest %s: the first must be positive and not above the longest."
                            .formatted(first, longest));
        }
    }

    /** @param since when the waiting began */
    Instant next(Instant since, Instant now) {
        var share = Duration.between(since, now).dividedBy(PART_OF_THE_TIME_WAITED);
        var pause = share.compareTo(first) < 0 ? first : share.compareTo(longest) > 0 ? longest : share;
        return now.plus(pause);
    }
}
