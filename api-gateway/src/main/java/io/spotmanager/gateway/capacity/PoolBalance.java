package io.spotmanager.gateway.capacity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How many hosts and GPUs pools have before some operations and after them, as the snapshot counts. What it does not know stays unknown. */
public final class PoolBalance {
    /** What an operation does with its host, as far as that changes what a pool has. */
    public enum Effect {
        MOVE,
        PLACE,
        WITHDRAW,
        LAUNCH,
        RETIRE
    }

    /**
     * An operation that is wished.
     *
     * @param source pool; null for the one in which the host is
     * @param target pool; null if it goes to none, or stays
     * @param whenEmpty whether it waits until nobody uses the host
     */
    public record Wish(
            String host,
            Effect effect,
            @Nullable String source,
            @Nullable String target,
            boolean whenEmpty) {
        /** Returns the pools that it names. */
        public Stream<String> pools() {
            return Stream.of(source, target).flatMap(Stream::ofNullable);
        }
    }

    /**
     * A pool.
     *
     * @param before as the snapshot counts it
     * @param after as it will be if everything succeeds that counts
     * @param notes what is not known of it, as sentences; null if there is nothing
     */
    public record Balance(
            String pool,
            PoolCount before,
            PoolCount after,
            @Nullable List<String> notes) {}

    /**
     * An operation that changes no number here.
     *
     * @param operation its place in the list that was sent, from 0
     * @param why a sentence
     */
    public record NotCounted(int operation, String host, String why) {}

    /**
     * @param pools those that an operation touches, by name
     * @param notCounted operations that change no number here
     */
    public record Result(List<Balance> pools, List<NotCounted> notCounted) {}

    private static final int MOST_NOTES = 5;

    private PoolBalance() {}

    /** @param shown pools that are told whether or not an operation touches them */
    static Result of(CountedFleet fleet, Collection<String> shown, List<Wish> wishes) {
        var after = new HashMap<>(fleet.hosts());
        var touched = shown.stream().filter(fleet.pools()::contains).collect(Collectors.toCollection(TreeSet::new));
        var notCounted = new ArrayList<NotCounted>();
        var named = new HashSet<String>();
        for (var index = 0; index < wishes.size(); index++) {
            var wish = wishes.get(index);
            var obstacle = named.add(wish.host())
                    ? WishRules.obstacle(fleet, wish)
                    : "%s is named before in this list; only its first entry is looked at.".formatted(wish.host());
            if (obstacle != null) {
                notCounted.add(new NotCounted(index, wish.host(), obstacle));
                continue;
            }
            var host = Objects.requireNonNull(fleet.hosts().get(wish.host()));
            var later = host.after(wish);
            after.put(host.name(), later);
            touched.addAll(host.pools());
            touched.addAll(later.pools());
        }
        var later = new CountedFleet(fleet.pools(), after, fleet.doubt());
        return new Result(
                touched.stream()
                        .map(pool -> balance(pool, fleet.in(pool), later.in(pool), fleet.doubt()))
                        .toList(),
                notCounted);
    }

    private static Balance balance(String pool, List<CountedHost> before, List<CountedHost> after, FleetDoubt doubt) {
        var notes = Stream.concat(before.stream(), after.stream())
                .map(CountedHost::note)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList();
        var left = notes.size() - MOST_NOTES;
        var all = Stream.of(
                        doubt.sentences().stream(),
                        notes.stream().limit(MOST_NOTES),
                        left > 0 ? Stream.of("So it is with %d more.".formatted(left)) : Stream.<String>of())
                .flatMap(some -> some)
                .toList();
        return new Balance(pool, PoolCount.of(before, doubt), PoolCount.of(after, doubt), all.isEmpty() ? null : all);
    }
}
