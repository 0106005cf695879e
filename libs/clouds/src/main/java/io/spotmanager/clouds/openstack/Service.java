package io.spotmanager.clouds.openstack;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openstack4j.api.types.Facing;

/**
 * How the address of one service is found in the catalog.
 *
 * @param type in the catalog, such as {@code compute}
 * @param name null for any
 * @param facings the interfaces in the order of preference, at least one
 * @param region null for the only or first one
 * @param override an address that is used instead of the catalog's; null for none
 */
public record Service(
        String type,
        @Nullable String name,
        List<Facing> facings,
        @Nullable String region,
        @Nullable String override) {

    static Service of(String type, @Nullable String region, Facing facing) {
        return new Service(type, null, List.of(facing), region, null);
    }

    /** Returns the region and interface that are used, for messages. */
    String describe() {
        return (region == null ? "any region" : "region " + region) + ", interface "
                + facings.stream().map(Facing::value).collect(Collectors.joining(" or "))
                + (name == null ? "" : ", named " + name);
    }
}
