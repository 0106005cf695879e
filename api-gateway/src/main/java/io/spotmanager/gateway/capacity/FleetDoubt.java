package io.spotmanager.gateway.capacity;

import io.spotmanager.fleet.snapshot.SourceHealth;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the snapshot cannot say of the whole fleet, because a source cannot be read.
 *
 * @param places why it is not known which hosts are in which pool, as a sentence; null if it is
 * @param use why it is not known who uses them, or whether they are in stock; null if it is
 */
record FleetDoubt(@Nullable String places, @Nullable String use) {
    static final FleetDoubt NONE = new FleetDoubt(null, null);

    private static final Set<String> PLACES = Set.of("aggregates");
    private static final Set<String> USE = Set.of("servers", "flavors", "services", "soft_deleted", "migrations");

    /** What NetBox said last counts until it says otherwise, so its age is no doubt. */
    static FleetDoubt of(List<SourceHealth> sources) {
        return new FleetDoubt(
                why("which hosts are in a pool", PLACES, sources), why("who uses the hosts", USE, sources));
    }

    private static @Nullable String why(String what, Set<String> names, List<SourceHealth> sources) {
        var unread = sources.stream()
                .filter(source -> names.contains(source.name()) && isUnknown(source))
                .map(source -> source.staleSince() == null
                        ? "%s: not read yet".formatted(source.name())
                        : "%s: not read since %s".formatted(source.name(), source.staleSince()))
                .sorted()
                .collect(Collectors.joining(", "));
        return unread.isEmpty() ? null : "It is not known %s (%s).".formatted(what, unread);
    }

    private static boolean isUnknown(SourceHealth source) {
        return source.staleSince() != null || source.state().equals("UNREAD");
    }

    List<String> sentences() {
        return Stream.of(places, use).flatMap(Stream::ofNullable).toList();
    }
}
