package io.spotmanager.gateway.security.rights;

import io.spotmanager.fleet.read.PoolRepository.Sold;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * To what the actions of a person or token are limited.
 *
 * @param entries of which one has to cover each pool; empty for no limits
 */
public record Limits(List<Limit> entries) {
    public static final Limits NONE = new Limits(List.of());

    public Limits {
        entries = List.copyOf(entries);
    }

    public boolean isNone() {
        return entries.isEmpty();
    }

    /** The pools that no entry covers; without limits none. */
    List<Sold> missing(Collection<Sold> pools) {
        return isNone()
                ? List.of()
                : pools.stream()
                        .filter(pool -> entries.stream().noneMatch(entry -> entry.covers(pool)))
                        .toList();
    }

    /** The names, for a sentence. */
    String names() {
        return entries.stream().map(Limit::name).distinct().collect(Collectors.joining(", "));
    }
}
