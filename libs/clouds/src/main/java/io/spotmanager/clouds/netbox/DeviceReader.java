package io.spotmanager.clouds.netbox;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.netbox.Device;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads devices of NetBox 3.6 to 4.6. Of a device whose status or tenant has an unexpected type the rest is read: its
 * status may be the one that takes it out of service.
 */
final class DeviceReader {

    private final NetboxSettings settings;

    DeviceReader(NetboxSettings settings) {
        this.settings = settings;
    }

    /** Returns empty for a device without a name, which cannot be a host. */
    Optional<DeviceRow> read(long id, JsonNode json) {
        JsonNode given = json.path("name");
        if (!given.isString() && !given.isNull()) {
            throw new HttpFailure.MalformedResponse("a device whose name is neither a text nor null");
        }
        String name = Text.of(given);
        if (name == null) {
            return Optional.empty();
        }
        JsonNode tenant = json.path("tenant");
        JsonNode fields = json.path("custom_fields");
        if (!json.path("tags").isArray() && settings.filter().needsTags()) {
            throw new HttpFailure.MalformedResponse("a device without its tags");
        }
        // A field that is missing is not one that is null: NetBox shows brief rows on request, and a proxy may ask.
        boolean ownerRead = (tenant.isNull() || Text.named(tenant) != null)
                && (settings.owners().field() == null || fields.isObject());
        Device device = new Device(
                name,
                status(json.path("status")),
                new Device.Owner(Text.named(tenant), null, ownerRead),
                new Device.Place(Text.named(json.path("site")), Text.named(json.path("rack"))),
                settings.linkWords().read(fields),
                slugs(json.path("tags")),
                page(id, json));
        Long tenantId = tenant.path("id").canConvertToLong() ? tenant.path("id").asLong() : null;
        return Optional.of(new DeviceRow(id, device, tenantId, settings.owners().told(fields), labels(json)));
    }

    private static @Nullable String status(JsonNode status) {
        String word = Text.of(status.isObject() ? status.path("value") : status);
        return word == null ? null : Text.lower(word);
    }

    /** Before NetBox 4.1 a device does not contain the address of its page. */
    private String page(long id, JsonNode json) {
        String told = Text.of(json.path("display_url"));
        return told != null && told.matches("https?://.+") ? told : settings.url() + "/dcim/devices/" + id + "/";
    }

    private static List<String> slugs(JsonNode tags) {
        return tags.valueStream()
                .map(tag -> Text.lower(Text.of(tag.path("slug"))))
                .filter(slug -> !slug.isEmpty())
                .toList();
    }

    /** Before NetBox 4.0 the role's key is {@code device_role}. */
    private static Set<String> labels(JsonNode json) {
        Set<String> labels = new HashSet<>();
        Stream.concat(json.path("tags").valueStream(), Stream.of(json.path("role"), json.path("device_role")))
                .flatMap(label -> Stream.of(label.path("slug"), label.path("name")))
                .map(word -> Text.lower(Text.of(word)))
                .forEach(labels::add);
        return Set.copyOf(labels);
    }
}
