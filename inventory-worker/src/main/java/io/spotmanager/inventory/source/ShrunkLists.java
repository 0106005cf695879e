package io.spotmanager.inventory.source;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.fleet.snapshot.SourceDoubts.Doubt;
import io.spotmanager.fleet.snapshot.SourceDoubts.Known;
import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A list that shows much less than before is not believed: a policy that was changed, a token of another project, a cell that is out
 * of reach or a database that was just restored look the same as a cloud from which most was removed. Its previous values stay, marked with
 * the reason, until a person accepts it or it has been so for long. The same holds for a list that is as long as before and lacks something
 * of all entries: the host of every server, the hosts of every aggregate.
 *
 * <p>Soft-deleted servers and migrations are not judged: such lists are empty most of the time. NetBox's devices are judged one by one.
 */
public final class ShrunkLists {
    /** Fewer than these may really go all at once; a minute of it is enough. */
    private static final int FEW = 5;

    private static final Duration FEW_BELIEVED_AFTER = Duration.ofMinutes(1);

    private final Map<String, Known> known;
    private final Duration believedAfter;
    private final Map<String, Map<String, Integer>> believed = new LinkedHashMap<>();
    private final Map<String, Doubted> doubted = new LinkedHashMap<>();

    private ShrunkLists(Map<String, Known> known, Duration believedAfter) {
        this.known = known;
        this.believedAfter = believedAfter;
    }

    /** @param shows by the name of the measure */
    public record Doubted(Map<String, Integer> shows, String sentence) {}

    /**
     * @param reading in which doubted lists count as failed
     * @param believed what the other lists show, by source
     * @param doubted by source
     */
    public record Judgement(
            FleetReading reading, Map<String, Map<String, Integer>> believed, Map<String, Doubted> doubted) {}

    /**
     * Judges every list of Nova and Keystone.
     *
     * @param known by source
     * @param believedAfter how long a list has to show so little before it is believed without a person
     */
    public static Judgement judge(FleetReading read, Map<String, Known> known, Duration believedAfter) {
        var lists = new ShrunkLists(known, believedAfter);
        var reading = new FleetReading(
                lists.judged("aggregates", read.aggregates(), FleetMeasures::ofAggregates),
                lists.judged("servers", read.servers(), FleetMeasures::ofServers),
                lists.judged("flavors", read.flavors(), FleetMeasures::ofFlavors),
                lists.judged("services", read.services(), FleetMeasures::ofServices),
                lists.judged("projects", read.projects(), FleetMeasures::ofProjects),
                read.netbox(),
                read.hidden());
        return new Judgement(reading, lists.believed, lists.doubted);
    }

    /** Returns true if the list of aggregates would be doubted; a person's acceptance counts for full reads alone. */
    public static boolean areMuchFewer(List<Aggregate> aggregates, Map<String, Known> known) {
        return !less(known.getOrDefault("aggregates", Known.NOTHING).believed(), FleetMeasures.ofAggregates(aggregates))
                .isEmpty();
    }

    private <T> SourceResult<T> judged(
            String source, SourceResult<T> result, Function<List<T>, Map<String, Integer>> measured) {
        if (result.items().isEmpty()) {
            return result;
        }
        var shows = measured.apply(result.items().get());
        var before = known.getOrDefault(source, Known.NOTHING);
        var less = less(before.believed(), shows);
        if (less.isEmpty() || isBelieved(before, shows, less, result)) {
            believed.put(source, shows);
            return result;
        }
        var sentence = less.entrySet().stream()
                .map(measure -> "%d %s in place of %d"
                        .formatted(shows.get(measure.getKey()), measure.getKey(), measure.getValue()))
                .collect(Collectors.joining(" and "));
        doubted.put(source, new Doubted(shows, sentence));
        return new SourceResult<>(
                result.began(), new SourceReport.Failed(told(source, sentence, less)), Optional.empty());
    }

    /** What has become much less, with the numbers of before. */
    private static Map<String, Integer> less(Map<String, Integer> believed, Map<String, Integer> shows) {
        var less = new TreeMap<String, Integer>();
        shows.forEach((what, now) -> {
            int before = believed.getOrDefault(what, 0);
            if (isMuchLess(before, now)) {
                less.put(what, before);
            }
        });
        return less;
    }

    /** Returns true if nothing is left, or of more than a few things less than half. */
    static boolean isMuchLess(int before, int now) {
        return before > 0 && now == 0 || before >= 2 * FEW && now < before / 2;
    }

    private boolean isBelieved(
            Known before, Map<String, Integer> shows, Map<String, Integer> less, SourceResult<?> result) {
        return before.doubt()
                .filter(doubt -> doubt.accepted() && !isLessThanAccepted(doubt, shows)
                        || !result.began().isBefore(doubt.since().plus(wait(less))))
                .isPresent();
    }

    /** Who accepted a list has not accepted another one that shows much less than that. */
    private static boolean isLessThanAccepted(Doubt doubt, Map<String, Integer> shows) {
        return shows.entrySet().stream()
                .anyMatch(measure -> isMuchLess(doubt.shows().getOrDefault(measure.getKey(), 0), measure.getValue()));
    }

    private Duration wait(Map<String, Integer> less) {
        var wereFew = less.values().stream().allMatch(before -> before < FEW);
        return wereFew && FEW_BELIEVED_AFTER.compareTo(believedAfter) < 0 ? FEW_BELIEVED_AFTER : believedAfter;
    }

    private String told(String source, String sentence, Map<String, Integer> less) {
        return "the list shows %s, which is not believed: the values of before stay. If the cloud really has so few, an operator accepts it with POST /api/snapshot/accept and {\"source\": \"%s\", \"reason\": \"...\"}; otherwise check the role and the project of the log-in. After %s of it, it is believed anyway"
                .formatted(sentence, source, text(wait(less)));
    }

    private static String text(Duration wait) {
        return wait.toHours() > 0 ? wait.toHours() + " h" : wait.toSeconds() + " s";
    }
}
