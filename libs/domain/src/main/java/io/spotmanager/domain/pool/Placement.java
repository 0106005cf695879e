package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The position of a host relative to the source and target of a move.
 *
 * @param source empty if no such aggregate exists
 * @param target empty if no such aggregate exists
 * @param elsewhere the names of all other pools that hold the host, and of the source or target if it was renamed; aggregates that are
 *     not pools do not count
 */
public record Placement(
        Optional<Aggregate> source,
        Optional<Aggregate> target,
        boolean inSource,
        boolean inTarget,
        List<String> elsewhere) {
    public static Placement of(MoveRequest move, List<Aggregate> aggregates, PoolNaming naming) {
        return of(move, aggregates, naming, Set.of());
    }

    /** @param own the ids that the source and the target had at first: by them one is known that was renamed meanwhile */
    public static Placement of(MoveRequest move, List<Aggregate> aggregates, PoolNaming naming, Set<Long> own) {
        var source = named(aggregates, move.sourceAggregate());
        var target = named(aggregates, move.targetAggregate());
        var elsewhere = aggregates.stream()
                .filter(aggregate -> aggregate.holds(move.host()))
                .filter(aggregate -> !isNamed(aggregate, move.sourceAggregate()))
                .filter(aggregate -> !isNamed(aggregate, move.targetAggregate()))
                .filter(aggregate -> own.contains(aggregate.id())
                        || naming.read(aggregate.name()).isPresent())
                .map(Aggregate::name)
                .toList();
        return new Placement(
                source,
                target,
                source.filter(aggregate -> aggregate.holds(move.host())).isPresent(),
                target.filter(aggregate -> aggregate.holds(move.host())).isPresent(),
                elsewhere);
    }

    private static Optional<Aggregate> named(List<Aggregate> aggregates, String name) {
        return aggregates.stream().filter(aggregate -> isNamed(aggregate, name)).findFirst();
    }

    private static boolean isNamed(Aggregate aggregate, String name) {
        return aggregate.name().equals(name);
    }

    /**
     * Returns this placement with one of the two aggregates replaced by a newer reading, such as the answer to a
     * change.
     */
    public Placement updated(Aggregate seen, String host) {
        var isSource = source.filter(aggregate -> aggregate.id() == seen.id()).isPresent();
        var isTarget = target.filter(aggregate -> aggregate.id() == seen.id()).isPresent();
        return new Placement(
                isSource ? Optional.of(seen) : source,
                isTarget ? Optional.of(seen) : target,
                isSource ? seen.holds(host) : inSource,
                isTarget ? seen.holds(host) : inTarget,
                elsewhere);
    }

    public boolean onlyInSource() {
        return inSource && !inTarget && elsewhere.isEmpty();
    }

    public boolean onlyInTarget() {
        return inTarget && !inSource && elsewhere.isEmpty();
    }

    public boolean nowhere() {
        return !inSource && !inTarget && elsewhere.isEmpty();
    }

    public boolean inSeveral() {
        return (inSource ? 1 : 0) + (inTarget ? 1 : 0) + elsewhere.size() > 1;
    }

    /**
     * Returns what to do first about a host that is elsewhere than asked. Which of several pools is the right one no rule can tell, so
     * nothing here takes a host out of one of them.
     *
     * @param otherwise the sentence for a host that is in one pool
     */
    String remedy(String host, String otherwise) {
        return inSeveral()
                ? "It could be sold twice: take it out of all but one first, with 'openstack aggregate remove host POOL %s'."
                        .formatted(host)
                : otherwise;
    }

    /** Returns the pools that hold the host, for a sentence. */
    public String describe() {
        var pools = new ArrayList<String>();
        if (inSource) {
            pools.add(source.orElseThrow().name() + " (source)");
        }
        if (inTarget) {
            pools.add(target.orElseThrow().name() + " (target)");
        }
        pools.addAll(elsewhere);
        return pools.isEmpty() ? "in no pool" : "in " + String.join(" and ", pools);
    }
}
