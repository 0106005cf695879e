package io.spotmanager.inventory.source;

import io.spotmanager.fleet.snapshot.SourceReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A list that had items and is empty now is not believed at once: a policy that was changed, a token of another project or a
 * database that was just restored look the same as a cloud from which everything was removed. Its previous values stay, marked
 * with the reason, until it has been empty for a while.
 *
 * <p>Soft-deleted servers and migrations are not checked: such lists are empty most of the time.
 */
final class EmptiedLists {
    private static final Duration BELIEVED_AFTER = Duration.ofMinutes(1);

    /** When each list was first read as empty. */
    private final Map<String, Instant> since = new HashMap<>();

    /** @param itemsBefore the items of the latest successful read, by source */
    synchronized FleetReading checked(FleetReading read, Map<String, Integer> itemsBefore) {
        return new FleetReading(
                checked("aggregates", read.aggregates(), itemsBefore),
                checked("servers", read.servers(), itemsBefore),
                checked("flavors", read.flavors(), itemsBefore),
                checked("services", read.services(), itemsBefore),
                checked("projects", read.projects(), itemsBefore),
                read.netbox(),
                read.hidden());
    }

    private <T> SourceResult<T> checked(String source, SourceResult<T> result, Map<String, Integer> itemsBefore) {
        int before = itemsBefore.getOrDefault(source, 0);
        if (result.items().isEmpty()) {
            return result;
        }
        if (before == 0 || !result.items().get().isEmpty()) {
            since.remove(source);
            return result;
        }
        var first = since.computeIfAbsent(source, _ -> result.began());
        if (!result.began().isBefore(first.plus(BELIEVED_AFTER))) {
            since.remove(source);
            return result;
        }
        return new SourceResult<>(
                result.began(),
                new SourceReport.Failed(
                        "the list is empty, and the last one had %d entries: it is believed when it stays empty for %d s"
                                .formatted(before, BELIEVED_AFTER.toSeconds())),
                Optional.empty());
    }
}
