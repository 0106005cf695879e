package io.spotmanager.workflow.health;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a part looks at something that it depends on.
 *
 * @param every time between two looks; after one that failed, {@link #SOON} if that is shorter
 * @param trouble blocks for one small request; returns in one sentence why it was not answered, empty if it was; null if this part
 *     could use the dependency and its settings do not name it
 * @param answered returns how long a request took that this part has sent a moment ago and that was answered; nothing more is asked then
 */
public record DependencyProbe(
        Dependency dependency,
        Duration every,
        @Nullable Supplier<Optional<String>> trouble,
        Supplier<Optional<Duration>> answered) {
    /** For what answers many requests a second anyway. */
    public static final Duration SOON = Duration.ofSeconds(10);

    /** For what costs nothing to ask, and whose end should be told soon. */
    public static final Duration OFTEN = Duration.ofSeconds(5);

    /** For what counts requests of all programs together. */
    public static final Duration SELDOM = Duration.ofMinutes(1);

    /** For what this part asks nothing else, or seldom. */
    public DependencyProbe(Dependency dependency, Duration every, @Nullable Supplier<Optional<String>> trouble) {
        this(dependency, every, trouble, Optional::empty);
    }

    /** A dependency that this part could use and is not configured to. */
    public static DependencyProbe off(Dependency dependency) {
        return new DependencyProbe(dependency, SELDOM, null);
    }
}
