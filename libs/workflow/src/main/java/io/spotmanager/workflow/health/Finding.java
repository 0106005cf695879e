package io.spotmanager.workflow.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a part found out about a dependency.
 *
 * @param since when it began to be in this state, as far as this part has looked
 * @param cause why it is not up; null if it is
 * @param latencyMs how long the last answer took, in milliseconds; null if there was no answer
 * @param seenAt the end of the last look
 * @param seenBy the part, such as {@code launch-worker@host/1}
 */
public record Finding(
        Dependency dependency,
        DependencyState state,
        Instant since,
        @Nullable String cause,
        @Nullable Integer latencyMs,
        Instant seenAt,
        String seenBy) {}
