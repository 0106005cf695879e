package io.spotmanager.clouds.netbox;

import io.spotmanager.domain.netbox.Device;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects the devices to read.
 *
 * <p>NetBox ignores an unknown filter and returns everything, so the result is filtered again here.
 *
 * @param tags slugs; a device must have all of them
 * @param statuses a device must have one of them; empty for any
 * @param ignored tags or roles, by slug or name, whose devices are left out
 * @param pageSize rows per page; NetBox may return fewer
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

    boolean needsTags() {
        return !tags.isEmpty() || !ignored.isEmpty();
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
