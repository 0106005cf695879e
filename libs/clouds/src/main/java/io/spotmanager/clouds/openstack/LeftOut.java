package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the last read of each list left out. Logs it when it changes. Thread-safe. */
final class LeftOut {
    private static final Logger LOG = LoggerFactory.getLogger(LeftOut.class);
    private static final int SHOWN = 3;

    private final Map<String, String> byList = new ConcurrentHashMap<>();

    /** @param rows descriptions of the rows that were left out; empty if all could be read */
    void report(String list, List<String> rows) {
        if (rows.isEmpty()) {
            byList.remove(list);
            return;
        }
        String text = "left out, because they cannot be read: %d (%s%s)"
                .formatted(
                        rows.size(),
                        String.join("; ", rows.subList(0, Math.min(SHOWN, rows.size()))),
                        rows.size() > SHOWN ? "; ..." : "");
        if (!text.equals(byList.put(list, text))) {
            LOG.warn("OpenStack's list of {}: {}", list, text);
        }
    }

    Map<String, String> all() {
        return Map.copyOf(byList);
    }
}
