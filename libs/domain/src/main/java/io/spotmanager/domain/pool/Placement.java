package io.spotmanager.domain.pool;

import io.spotmanager.domain.compute.Aggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The position of a host relative to the source and target of a move.
 *
 * @param source empty if no such aggregate exists
 * @param target empty if no such aggregate exists
 * @param elsewhere the names of all other pools that hold the host; aggregates that are not pools do not count
 */
public record Placement(
        Optional<Aggregate> source,
        Optional<Aggregate> target,
        boolean inSource,
        boolean inTarget,
        List<String> elsewhere) {
    public static Placement of(MoveRequest move, List<Aggregate> aggregates, PoolNaming naming) {
        var source = named(aggregates, move.sourceAggregate());
        var target = named(aggregates, move.targetAggregate());
        var elsewhere = aggregates.stream()
                .filter(aggregate -> aggregate.holds(move.host()))
                .map(Aggregate::name)
                .filter(name -> !name.equals(move.sourceAggregate()) && !name.equals(move.targetAggregate()))
                .filter(name -> naming.read(name).isPresent())
                .toList();
        return new Placement(
                source,
                target,
                source.filter(aggregate -> aggregate.holds(move.host())).isPresent(),
                target.filter(aggregate -> aggregate.holds(move.host())).isPresent(),
                elsewhere);
    }

    private static Optional<Aggregate> named(List<Aggregate> aggregates, String name) {
        return aggregates.stream()
                .filter(aggregate -> aggregate.name().equals(name))
                .findFirst();
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
