package io.spotmanager.clouds.netbox;

import io.spotmanager.domain.netbox.Device;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which devices are asked for, and which of those that come are taken.
 *
 * <p>NetBox ignores a filter that it does not know and then sends everything, so what comes is held against the filter again.
 *
 * @param tags slugs that a device must all have
 * @param statuses of which a device must have one; empty for any
 * @param ignored tags or roles, by slug or name, whose devices are left out
 * @param pageSize rows asked for at once; NetBox may send fewer
 */
record DeviceFilter(List<String> tags, List<String> statuses, List<String> ignored, int pageSize) {

    String query() {
        return Stream.of(
                        Stream.of("limit=" + pageSize, "ordering=id", "exclude=config_context"),
                        tags.stream().map(tag -> "tag=" + encoded(tag)),
                        statuses.stream().map(status -> "status=" + encoded(status)))
                .flatMap(parameters -> parameters)
                .collect(Collectors.joining("&"));
    }

    boolean takes(DeviceRow row) {
        Device device = row.device();
        return device.tags().containsAll(lower(tags))
                && (statuses.isEmpty() || lower(statuses).contains(Text.lower(device.status())))
                && lower(ignored).stream().noneMatch(row.labels()::contains);
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(Text::lower).toList();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
