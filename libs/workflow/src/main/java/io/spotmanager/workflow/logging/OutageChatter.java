package io.spotmanager.workflow.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps the libraries of the broker and of the database from filling the log while that is away: the part itself tells it when it begins,
 * once a minute and when it ends. What they repeat at other times is let through once a minute. So is what we ourselves repeat of
 * the outage, word for word.
 */
public final class OutageChatter extends TurboFilter {
    /** The beginnings of the names of loggers, by what they talk to. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "rabbitmq", Set.of("org.springframework.amqp.", "com.rabbitmq."),
            "postgresql", Set.of("com.zaxxer.hikari.", "org.postgresql."));

    private static final String OURS = "io.spotmanager.";

    /** One log for all parts of a process. */
    private static final Map<String, String> AWAY = new ConcurrentHashMap<>();

    /** What Spring says of a database that is away, whatever the reason is. */
    private static final String NO_CONNECTION = "Failed to obtain JDBC Connection";

    private static final long MINUTE = 60_000_000_000L;
    private static final int MOST = 1_000;

    private final LongSupplier nanos;
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    OutageChatter() {
        this(System::nanoTime);
    }

    OutageChatter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * From now on the part tells of an outage itself.
     *
     * @param dependency {@code rabbitmq} or {@code postgresql}; nothing happens for others
     * @param cause as libraries say it
     */
    public static void begin(String dependency, String cause) {
        if (LIBRARIES.containsKey(dependency)) {
            AWAY.put(dependency, cause);
        }
    }

    public static void end(String dependency) {
        AWAY.remove(dependency);
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (format == null || !level.isGreaterOrEqual(Level.INFO)) {
            return FilterReply.NEUTRAL;
        }
        var library = dependency(logger.getName());
        var silent = library.isPresent()
                ? AWAY.containsKey(library.get()) || isRepeated(logger.getName() + format)
                : logger.getName().startsWith(OURS)
                        && tellsOfOutage(arguments)
                        && isRepeated(logger.getName() + format + Arrays.toString(arguments));
        return silent ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** Nothing else of ours is ever left out. */
    private static boolean tellsOfOutage(Object @Nullable [] arguments) {
        return arguments != null
                && !AWAY.isEmpty()
                && Arrays.stream(arguments)
                        .map(String::valueOf)
                        .anyMatch(text -> text.contains(NO_CONNECTION)
                                || AWAY.values().stream().anyMatch(text::contains));
    }

    private static Optional<String> dependency(String logger) {
        return LIBRARIES.entrySet().stream()
                .filter(library -> library.getValue().stream().anyMatch(logger::startsWith))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private boolean isRepeated(String message) {
        var now = nanos.getAsLong();
        var last = told.get(message);
        if (last != null && now - last < MINUTE) {
            return true;
        }
        if (told.size() >= MOST) {
            told.clear();
        }
        told.put(message, now);
        return false;
    }
}
