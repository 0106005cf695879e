package io.spotmanager.gateway.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many hosts pools have before a plan and after it. */
final class PoolBalance {
    /** @param empty how many of them no VM or other tenant uses */
    record Count(int hosts, int empty) {
        Count plus(int number, boolean isEmpty) {
            return new Count(hosts + number, isEmpty ? empty + number : empty);
        }
    }

    /**
     * @param before as it was when the plan was made
     * @param after as it will be if everything succeeds that the checks allow
     */
    record Balance(String pool, Count before, Count after) {}

    /**
     * A host that changes its pool.
     *
     * @param from null if it is in none
     * @param to null if it goes to none
     */
    record Shift(@Nullable String from, @Nullable String to, boolean empty) {}

    private PoolBalance() {}

    /**
     * @param shifts of the items that can be carried out
     * @param before the pools that are named by any item; one that is not known counts as without hosts
     * @return by name of the pool
     */
    static List<Balance> of(List<Shift> shifts, Map<String, Count> before) {
        var after = new TreeMap<>(before);
        for (var shift : shifts) {
            count(after, shift.from(), -1, shift.empty());
            count(after, shift.to(), 1, shift.empty());
        }
        var balances = new ArrayList<Balance>();
        after.forEach((pool, count) ->
                balances.add(new Balance(pool, before.getOrDefault(pool, new Count(0, 0)), count)));
        return balances;
    }

    private static void count(Map<String, Count> counts, @Nullable String pool, int number, boolean empty) {
        if (pool != null) {
            counts.put(pool, counts.getOrDefault(pool, new Count(0, 0)).plus(number, empty));
        }
    }
}
