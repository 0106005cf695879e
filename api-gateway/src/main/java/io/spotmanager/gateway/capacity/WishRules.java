package io.spotmanager.gateway.capacity;

import io.spotmanager.gateway.capacity.PoolBalance.Effect;
import io.spotmanager.gateway.capacity.PoolBalance.Wish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which operations change what pools have. Whether one is allowed is said by its own preview. */
final class WishRules {
    private WishRules() {}

    /** Whether its host leaves the pool in which it is. */
    static boolean leaves(Wish wish) {
        return switch (wish.effect()) {
            case MOVE, WITHDRAW -> true;
            case PLACE, LAUNCH -> false;
            case RETIRE -> wish.target() != null;
        };
    }

    /** Why it does not count, as a sentence; null if it does. */
    static @Nullable String obstacle(CountedFleet fleet, Wish wish) {
        var host = fleet.hosts().get(wish.host());
        var target = wish.target();
        if (host == null || host.use() == null && host.pools().isEmpty()) {
            return "The snapshot has no host %s: check the spelling, names are case-sensitive.".formatted(wish.host());
        }
        if (host.use() == null) {
            return "The GPUs of %s were not read, so it is not known what a pool has without it or with it."
                    .formatted(wish.host());
        }
        if (target != null && !fleet.pools().contains(target)) {
            return "There is no pool %s: check the spelling, names are case-sensitive.".formatted(target);
        }
        if (target != null && host.pools().contains(target)) {
            return "%s is in %s already.".formatted(wish.host(), target);
        }
        var used = ofUse(wish, host.use().vms());
        return used != null ? used : leaves(wish) ? ofSource(wish, host.pools()) : ofPlace(wish, host.pools());
    }

    private static @Nullable String ofSource(Wish wish, List<String> pools) {
        if (pools.isEmpty()) {
            return "%s is in no pool, so it leaves none.".formatted(wish.host());
        }
        if (wish.source() == null && pools.size() > 1) {
            return "%s is in %s: name the pool that it leaves.".formatted(wish.host(), String.join(" and ", pools));
        }
        return wish.source() == null || pools.contains(wish.source())
                ? null
                : "%s is in %s, and not in %s.".formatted(wish.host(), String.join(" and ", pools), wish.source());
    }

    private static @Nullable String ofPlace(Wish wish, List<String> pools) {
        return wish.effect() == Effect.PLACE && !pools.isEmpty()
                ? "%s is in %s, and only a host in no pool is placed."
                        .formatted(wish.host(), String.join(" and ", pools))
                : null;
    }

    private static @Nullable String ofUse(Wish wish, int vms) {
        if (wish.effect() == Effect.LAUNCH && vms > 0) {
            return "%s is not empty, and a launch needs a host for itself.".formatted(wish.host());
        }
        return wish.effect() == Effect.RETIRE && vms == 0
                ? "The snapshot shows no VM on %s, so there is none to retire.".formatted(wish.host())
                : null;
    }
}
