package io.spotmanager.domain.netbox;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine as the inventory describes it.
 *
 * @param name as entered there; the cloud may spell the same host in another case, so compare without it
 * @param status NetBox's word in lower case, such as {@code active} or {@code failed}; an installation may add its own, such
 *     as {@code rma}; null when it gives none
 * @param nvlinks whether its GPUs are linked; null when the inventory does not say
 * @param tags their slugs, in lower case
 * @param url the page about it, for people; null when unknown
 */
public record Device(
        String name,
        @Nullable String status,
        Owner owner,
        Place place,
        @Nullable Boolean nvlinks,
        List<String> tags,
        @Nullable String url) {

    /** The status of a machine in service. */
    public static final String ACTIVE = "active";

    public Device {
        tags = List.copyOf(tags);
    }

    /**
     * Whose it is.
     *
     * @param tenant null when nobody is entered
     * @param group who is behind the tenant, after the configured rules; null when unknown
     */
    public record Owner(@Nullable String tenant, @Nullable String group) {}

    /** Where it stands; either may be unknown. */
    public record Place(@Nullable String site, @Nullable String rack) {}
}
