package io.spotmanager.clouds.netbox;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects one of several devices with the same name, which NetBox allows at different sites or tenants, and logs the
 * names.
 */
final class NameConflicts {

    private static final Logger LOG = LoggerFactory.getLogger(NameConflicts.class);
    private static final Comparator<DeviceRow> BETTER =
            Comparator.comparing(DeviceRow::inService).thenComparing(DeviceRow::id);

    private final AtomicReference<Set<String>> told = new AtomicReference<>(Set.of());

    /** Returns one device for each name, ignoring case, sorted by name: the one in service, else the newest. */
    List<DeviceRow> settle(Collection<DeviceRow> rows) {
        Map<String, List<DeviceRow>> byName = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> Text.lower(row.device().name()), TreeMap::new, Collectors.toList()));
        tell(byName);
        return byName.values().stream()
                .map(same -> same.stream().max(BETTER).orElseThrow())
                .toList();
    }

    /** Logs only when the names have changed: the list is read every minute. */
    private void tell(Map<String, List<DeviceRow>> byName) {
        Set<String> several = byName.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (!several.equals(told.getAndSet(several)) && !several.isEmpty()) {
            LOG.warn(
                    "NetBox has several devices of the same name; for each the one in service counts, else the newest: {}",
                    several);
        }
    }
}
