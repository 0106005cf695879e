package io.spotmanager.domain.netbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device in NetBox.
 *
 * @param name as entered in NetBox; the cloud may spell the same host in another case, so compare without case
 * @param status NetBox's value in lower case, such as {@code active} or {@code failed}; an installation may add its
 *     own, such as {@code rma}; null if it could not be read, so that the last value is valid
 * @param nvlinks whether its GPUs are linked; null if unknown
 * @param tags their slugs, in lower case
 * @param url the device's page, for people; null if unknown
 */
public record Device(
        String name,
        @Nullable String status,
        Owner owner,
        Place place,
        @Nullable Boolean nvlinks,
        List<String> tags,
        @Nullable String url) {

    /** The status of a device in service. */
    public static final String ACTIVE = "active";

    public Device {
        tags = List.copyOf(tags);
    }

    /**
     * The owner of a device.
     *
     * @param tenant null if none is entered
     * @param group the owner behind the tenant, according to the configured rules; null if unknown
     * @param read false if tenant or group could not be read, so that null says nothing and the last value is valid
     */
    public record Owner(@Nullable String tenant, @Nullable String group, boolean read) {

        public Owner(@Nullable String tenant, @Nullable String group) {
            this(tenant, group, true);
        }
    }

    /** The location of a device; either may be unknown. */
    public record Place(@Nullable String site, @Nullable String rack) {}
}
