package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.wire.WireFailure;
import io.spotmanager.domain.compute.Server;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One page of Nova's JSON list of servers, or one server. Any field may be missing. */
record ServerPage(
        @JsonProperty("servers") @Nullable List<Entry> servers,
        @JsonProperty("server") @Nullable Entry server,
        @JsonProperty("servers_links") @Nullable List<Page.Link> links) {

    /** The status of a server in an unreachable cell; such a server has no name. */
    private static final String UNKNOWN = "UNKNOWN";

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("OS-EXT-SRV-ATTR:host") @Nullable String host,
            @JsonProperty("flavor") @Nullable Flavor flavor,
            @JsonProperty("created") @Nullable String created) {

        private Server checked() {
            if (status != null && status.equals(UNKNOWN) && id != null && tenantId != null) {
                return new Server(
                        id, Objects.requireNonNullElse(name, ""), status, host, tenantId, checkedFlavor(), time());
            }
            if (id == null || name == null || status == null || tenantId == null) {
                throw new WireFailure.Unusable("a server without its id, name, status or project");
            }
            return new Server(id, name, status, host, tenantId, checkedFlavor(), time());
        }

        private io.spotmanager.domain.compute.Flavor checkedFlavor() {
            return flavor == null
                    ? io.spotmanager.domain.compute.Flavor.named("")
                    : new io.spotmanager.domain.compute.Flavor(
                            Objects.requireNonNullElse(flavor.originalName(), ""),
                            FlavorPage.specs(flavor.extraSpecs()));
        }

        private @Nullable Instant time() {
            try {
                return created == null ? null : Instant.parse(created);
            } catch (DateTimeParseException _) {
                return null;
            }
        }
    }

    record Flavor(
            @JsonProperty("original_name") @Nullable String originalName,
            @JsonProperty("extra_specs") @Nullable Map<String, @Nullable String> extraSpecs) {}

    Server one() {
        if (server == null) {
            throw new WireFailure.Unusable("an answer without the server");
        }
        return server.checked();
    }

    Page<Server> checked() {
        if (servers == null) {
            throw new WireFailure.Unusable("a server list without servers in it");
        }
        return Page.of(servers.stream().map(Entry::checked).toList(), links);
    }
}
