package io.spotmanager.inventory.projection;

import io.spotmanager.domain.netbox.Device;
import io.spotmanager.fleet.table.DeviceRow;
import io.spotmanager.fleet.table.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges a new list of NetBox's devices into what is known. NetBox returns fewer devices, with status 200, to a token whose
 * permission was restricted, so a device that is not returned any more says nothing: it keeps its last values, with the time
 * since when it is missing.
 *
 * <p>It is forgotten when the cloud does not list the host either. If many devices are missing at once, that takes a day:
 * until then, NetBox alone may know them.
 */
public final class MissingDevices {
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);
    private static final int FEW = 2;
    private static final int PART = 10;
    private static final int NAMED = 3;

    private final Map<String, DeviceRow> known;
    private final Set<String> inCloud;
    private final Instant began;

    private MissingDevices(List<DeviceRow> known, Set<String> inCloud, Instant began) {
        this.known = known.stream().collect(Collectors.toMap(row -> folded(row.name()), row -> row, (one, _) -> one));
        this.inCloud = inCloud.stream().map(MissingDevices::folded).collect(Collectors.toSet());
        this.began = began;
    }

    /**
     * Returns the devices that were read, and the missing ones.
     *
     * @param inCloud every host that the cloud lists; empty if the cloud was never read
     * @param began when the read began
     */
    static List<DeviceRow> merge(List<DeviceRow> known, List<Device> read, Set<String> inCloud, Instant began) {
        return new MissingDevices(known, inCloud, began).merged(read);
    }

    /** Returns a sentence if devices are missing. */
    public static Optional<String> sentence(List<DeviceRow> devices) {
        var missing = devices.stream()
                .filter(device -> device.missingSince() != null)
                .map(DeviceRow::name)
                .sorted()
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        var named = String.join(", ", missing.stream().limit(NAMED).toList());
        return Optional.of(
                "NetBox no longer shows %d of %d devices (%s%s); they keep their last values. If NetBox has them, check what the token may view, NETBOX_TAGS and NETBOX_STATUSES"
                        .formatted(missing.size(), devices.size(), named, missing.size() > NAMED ? ", ..." : ""));
    }

    private List<DeviceRow> merged(List<Device> read) {
        Map<String, DeviceRow> gone = new HashMap<>(known);
        List<DeviceRow> merged = new ArrayList<>();
        for (var device : read) {
            gone.remove(folded(device.name()));
            merged.add(row(device, known.get(folded(device.name()))));
        }
        var many = gone.values().stream()
                        .filter(device -> device.missingSince() == null)
                        .count()
                > Math.max(FEW, known.size() / PART);
        gone.values().stream()
                .filter(device -> many || isKept(device))
                .map(device -> device.missingSince(Objects.requireNonNullElse(device.missingSince(), began)))
                .forEach(merged::add);
        return merged;
    }

    private boolean isKept(DeviceRow device) {
        var since = device.missingSince();
        return inCloud.isEmpty()
                || inCloud.contains(folded(device.name()))
                || since != null && began.isBefore(since.plus(FORGOTTEN_AFTER));
    }

    /** What could not be read keeps its last value. */
    private static DeviceRow row(Device device, @Nullable DeviceRow last) {
        return new DeviceRow(
                device.name(),
                device.status() == null && last != null ? last.status() : device.status(),
                ownership(device, last),
                device.nvlinks(),
                device.tags(),
                device.url(),
                null);
    }

    private static Ownership ownership(Device device, @Nullable DeviceRow last) {
        var owner = device.owner();
        var place = device.place();
        if (owner.read() || last == null) {
            return new Ownership(owner.tenant(), owner.group(), place.site(), place.rack());
        }
        var before = last.ownership();
        var tenant = owner.tenant() == null ? before.tenant() : owner.tenant();
        var isTheSame = Objects.equals(tenant, before.tenant());
        return new Ownership(tenant, isTheSame ? before.ownerGroup() : null, place.site(), place.rack());
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
