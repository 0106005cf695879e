package io.spotmanager.clouds.rows;

import io.spotmanager.domain.call.CloudResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the latest read of each list of a vendor left out. Logs once when that begins or changes, and once when it ends:
 * lists are read again and again. Thread-safe.
 */
public final class UnreadableRows {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableRows.class);

    private final String vendor;
    private final Map<String, String> byList = new ConcurrentSkipListMap<>();

    /** @param vendor its name in sentences */
    public UnreadableRows(String vendor) {
        this.vendor = vendor;
    }

    /** @param list what its rows are, such as {@code key pairs} */
    public void record(String list, LeftOut leftOut) {
        tell(list, leftOut.sentence(vendor + "'s " + list));
    }

    /** @param rows a description of each row that was left out */
    public void record(String list, List<String> rows) {
        tell(
                list,
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(LeftOut.sentence(rows.size(), vendor + "'s " + list, rows.getFirst())));
    }

    /** @param gap what the latest read of that list lacks, as a sentence; empty for nothing */
    public void tell(String list, Optional<String> gap) {
        String before = gap.isPresent() ? byList.put(list, gap.get()) : byList.remove(list);
        if (gap.isPresent() && !gap.get().equals(before)) {
            LOG.warn("{}", gap.get());
        }
        if (gap.isEmpty() && before != null) {
            LOG.info("All of {}'s {} can be read again", vendor, list);
        }
    }

    /**
     * Records what a read left out, and returns its answer. A list of which no row could be read is not an empty one. A
     * read that failed says nothing about single rows.
     */
    public <T> CloudResult<List<T>> checked(String list, LeftOut leftOut, CloudResult<List<T>> answer) {
        if (!(answer instanceof CloudResult.Ok<List<T>>(List<T> rows))) {
            return answer;
        }
        record(list, leftOut);
        return rows.isEmpty() && leftOut.count() > 0
                ? new CloudResult.Indeterminate<>(
                        leftOut.sentence(vendor + "'s " + list).orElseThrow())
                : answer;
    }

    /** Returns a sentence for each list whose latest read left out rows. */
    public List<String> sentences() {
        return List.copyOf(byList.values());
    }

    /** Returns the same sentences by the names of the lists. */
    public Map<String, String> byList() {
        return Map.copyOf(byList);
    }
}
