package io.spotmanager.clouds.openstack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.vm.NovaServer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of Nova's JSON list of servers, or one server, with the fields that a launch needs. */
record VmServerPage(
        @JsonProperty("servers") @Nullable List<JsonNode> servers,
        @JsonProperty("server") @Nullable JsonNode server,
        @JsonProperty("servers_links") @Nullable JsonNode links) {

    Page<NovaServer> page() {
        if (servers == null) {
            throw new HttpFailure.MalformedResponse("a server list without servers in it");
        }
        // Servers are looked for by name, so one without a name is never the one.
        List<NovaServer> named = servers.stream()
                .filter(server -> !server.isObject() || text(server, "name") != null)
                .map(VmServerPage::checked)
                .toList();
        return Page.of(new Rows<>(named, List.of(), servers.size()), links);
    }

    NovaServer one() {
        if (server == null) {
            throw new HttpFailure.MalformedResponse("an answer without the server");
        }
        return checked(server);
    }

    private static NovaServer checked(JsonNode server) {
        return new NovaServer(
                required(server, "id"),
                required(server, "name"),
                new NovaServer.State(
                        required(server, "status"),
                        text(server, "OS-EXT-STS:task_state"),
                        text(server, "OS-EXT-STS:vm_state"),
                        text(server, "OS-EXT-SRV-ATTR:host")),
                required(server, "tenant_id"),
                server.path("flavor").path("original_name").asText(""),
                addresses(server.path("addresses")),
                time(server.path("created").asText("")));
    }

    /** The key is the network's name, the value its addresses. */
    private static List<String> addresses(JsonNode networks) {
        List<String> addresses = new ArrayList<>();
        for (JsonNode network : networks) {
            for (JsonNode address : network) {
                if (address.path("addr").isTextual()) {
                    addresses.add(address.path("addr").textValue());
                }
            }
        }
        return addresses;
    }

    private static String required(JsonNode server, String field) {
        String text = text(server, field);
        if (text == null) {
            throw new HttpFailure.MalformedResponse("a server without its " + field);
        }
        return text;
    }

    private static @Nullable String text(JsonNode server, String field) {
        return server.path(field).isTextual() ? server.path(field).textValue() : null;
    }

    private static @Nullable Instant time(String created) {
        try {
            return Instant.parse(created);
        } catch (DateTimeParseException _) {
            return null;
        }
    }
}
