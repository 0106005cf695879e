package io.spotmanager.gateway.plans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses the hosts that bring a pool to a wanted number of empty hosts. */
final class HostChoice {
    /** What counts among the hosts that may be taken; what is named first counts first. */
    enum Preference {
        /** Hosts on which nothing at all is left, before those with something left over that belongs to no VM. */
        EMPTY,
        /** The rack of which the pool has the fewest hosts. A rack that is not known comes last. */
        SPREAD_RACKS
    }

    /**
     * A host that could be taken.
     *
     * @param rack null if it is not known
     * @param leftOver true if something is left over on it that belongs to no VM
     * @param whyNot why it cannot be taken, as the end of a sentence that begins with its name; null if it can
     */
    record Candidate(
            String host,
            String pool,
            @Nullable String rack,
            boolean leftOver,
            @Nullable String whyNot) {}

    /**
     * @param has how many empty hosts the pool has, with those that are on their way there
     * @param racks how many hosts of the pool are in each rack
     */
    record Wish(String pool, int emptyHosts, int has, Map<String, Integer> racks, List<Preference> prefer) {}

    /** @param why a sentence */
    record Chosen(String host, String from, String why) {}

    /** @param why the end of a sentence that begins with the name of the host */
    record LeftOut(String host, String pool, String why) {}

    /** @param missing how many hosts are lacking */
    record Choice(List<Chosen> chosen, List<LeftOut> leftOut, int missing) {}

    private HostChoice() {}

    static Choice choose(Wish wish, List<Candidate> candidates) {
        var racks = new HashMap<>(wish.racks());
        var left = new ArrayList<>(
                candidates.stream().filter(each -> each.whyNot() == null).toList());
        var chosen = new ArrayList<Chosen>();
        var missing = Math.max(0, wish.emptyHosts() - wish.has());
        while (missing > chosen.size() && !left.isEmpty()) {
            var best = left.stream().min(order(wish.prefer(), racks)).orElseThrow();
            left.remove(best);
            chosen.add(new Chosen(best.host(), best.pool(), why(wish, best, racks)));
            if (best.rack() != null) {
                racks.merge(best.rack(), 1, Integer::sum);
            }
        }
        return new Choice(
                chosen,
                candidates.stream()
                        .filter(each -> each.whyNot() != null)
                        .map(each -> new LeftOut(each.host(), each.pool(), String.valueOf(each.whyNot())))
                        .toList(),
                missing - chosen.size());
    }

    private static Comparator<Candidate> order(List<Preference> prefer, Map<String, Integer> racks) {
        Comparator<Candidate> order = (one, other) -> 0;
        for (var preference : prefer) {
            order = order.thenComparing(
                    switch (preference) {
                        case EMPTY -> Comparator.comparing(Candidate::leftOver);
                        case SPREAD_RACKS -> Comparator.comparingInt(each -> crowd(each, racks));
                    });
        }
        return order.thenComparing(Candidate::host);
    }

    private static int crowd(Candidate candidate, Map<String, Integer> racks) {
        return candidate.rack() == null ? Integer.MAX_VALUE : racks.getOrDefault(candidate.rack(), 0);
    }

    private static String why(Wish wish, Candidate host, Map<String, Integer> racks) {
        var empty = host.leftOver() ? "No VM runs on it; something is left over" : "It is empty";
        if (!wish.prefer().contains(Preference.SPREAD_RACKS)) {
            return empty + ".";
        }
        return host.rack() == null
                ? empty + ", and its rack is not known."
                : "%s, and %s has %d hosts in its rack %s."
                        .formatted(empty, wish.pool(), racks.getOrDefault(host.rack(), 0), host.rack());
    }
}
