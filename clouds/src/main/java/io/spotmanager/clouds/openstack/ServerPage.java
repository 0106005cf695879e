package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Nova's server list as it is on the wire: anything may be missing. */
record ServerPage(
        @JsonProperty("servers") @Nullable List<Entry> servers,
        @JsonProperty("servers_links") @Nullable List<Link> links) {

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("OS-EXT-SRV-ATTR:host") @Nullable String host,
            @JsonProperty("flavor") @Nullable Flavor flavor) {}

    record Flavor(@JsonProperty("original_name") @Nullable String originalName) {}

    record Link(
            @JsonProperty("rel") @Nullable String rel,
            @JsonProperty("href") @Nullable String href) {}
}
