package io.spotmanager.clouds.rows;

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
        Optional<String> now = leftOut.sentence(vendor + "'s " + list);
        String before = now.isPresent() ? byList.put(list, now.get()) : byList.remove(list);
        if (now.isPresent() && !now.get().equals(before)) {
            LOG.warn("{}", now.get());
        }
        if (now.isEmpty() && before != null) {
            LOG.info("All of {}'s {} can be read again", vendor, list);
        }
    }

    /** Returns a sentence for each list whose latest read left out rows. */
    public List<String> sentences() {
        return List.copyOf(byList.values());
    }
}
