package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.spotmanager.clouds.launch.NovaServer;
import io.spotmanager.clouds.wire.WireFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One page of Nova's server list, or one server, with what matters to whoever has just launched it. */
record VmServerPage(
        @JsonProperty("servers") @Nullable List<Entry> servers,
        @JsonProperty("server") @Nullable Entry server,
        @JsonProperty("servers_links") @Nullable List<Page.Link> links) {

    record Entry(
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("tenant_id") @Nullable String tenantId,
            @JsonProperty("flavor") ServerPage.@Nullable Flavor flavor,
            @JsonProperty("addresses") @Nullable Map<String, @Nullable List<Address>> addresses,
            @JsonProperty("created") @Nullable String created,
            @JsonProperty("status") @Nullable String status,
            @JsonProperty("OS-EXT-STS:task_state") @Nullable String taskState,
            @JsonProperty("OS-EXT-STS:vm_state") @Nullable String vmState,
            @JsonProperty("OS-EXT-SRV-ATTR:host") @Nullable String host) {

        NovaServer checked() {
            if (id == null || name == null || status == null || tenantId == null) {
                throw new WireFailure.Unusable("a server without its id, name, status or project");
            }
            return new NovaServer(
                    id,
                    name,
                    new NovaServer.State(status, taskState, vmState, host),
                    tenantId,
                    flavor == null ? "" : Objects.requireNonNullElse(flavor.originalName(), ""),
                    allAddresses(),
                    time());
        }

        private List<String> allAddresses() {
            return addresses == null
                    ? List.of()
                    : addresses.values().stream()
                            .flatMap(Stream::ofNullable)
                            .flatMap(List::stream)
                            .flatMap(address -> Stream.ofNullable(address.addr()))
                            .toList();
        }

        private @Nullable Instant time() {
            try {
                return created == null ? null : Instant.parse(created);
            } catch (DateTimeParseException _) {
                return null;
            }
        }
    }

    record Address(@JsonProperty("addr") @Nullable String addr) {}

    Page<NovaServer> page() {
        if (servers == null) {
            throw new WireFailure.Unusable("a server list without servers in it");
        }
        return Page.of(servers.stream().map(Entry::checked).toList(), links);
    }

    NovaServer one() {
        if (server == null) {
            throw new WireFailure.Unusable("an answer without the server");
        }
        return server.checked();
    }
}
