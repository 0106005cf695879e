package io.spotmanager.gateway.openstack;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.AcceptedOperation;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.rights.Touched;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Servers and networks as Nova and Neutron show them now. */
@RestController
@RequestMapping("/api/openstack")
@Tag(name = "OpenStack")
class OpenStackController {
    static final String KIND = "attach-network";

    /**
     * Server and network by name or id.
     *
     * @param serverName the former tool's word for {@code server}
     * @param networkName the former tool's word for {@code network}
     */
    record AddNetworkBody(
            @Size(max = 255, message = SERVER) @Nullable String server,
            @Size(max = 255, message = NETWORK) @Nullable String network,
            @Size(max = 255, message = SERVER) @Nullable String serverName,
            @Size(max = 255, message = NETWORK) @Nullable String networkName,

            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
            String reason)
            implements Touched.Body {
        private static final String SERVER = "must be a server's name or id";
        private static final String NETWORK = "must be a network's name or id";

        @Override
        public Touched touched() {
            return Touched.server(Objects.requireNonNullElse(server == null ? serverName : server, ""));
        }

        Attachment attachment() {
            return new Attachment(
                    FormerWords.one("server", server, "server_name", serverName, SERVER),
                    FormerWords.one("network", network, "network_name", networkName, NETWORK),
                    reason);
        }
    }

    /** What is asked for, in whichever words. */
    record Attachment(
            String server, String network, @Nullable String reason) {}

    /** What a repeated request is known by: what a name stands for in the cloud may change in between. */
    private record Sent(String kind, Attachment body) {}

    /** All of that name: names are not unique in Nova. */
    record ServersView(List<ServerView> servers) {}

    /** All of that name: names are not unique in Neutron. */
    record NetworksView(List<Network> networks) {}

    private final CloudQueries cloud;
    private final CommandService commands;

    OpenStackController(CloudQueries cloud, CommandService commands) {
        this.cloud = cloud;
        this.commands = commands;
    }

    /** Servers as Nova shows them now, by name or by id; send one of the two. Names are not unique. */
    @GetMapping("/server/status")
    @Operation(operationId = "showServers", summary = "Look at servers")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    ServersView servers(
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String id) {
        if ((name == null) == (id == null)) {
            throw FieldProblem.refusal("name", "or id of the server must be sent, one of the two");
        }
        var servers = name == null ? cloud.serversById(String.valueOf(id)) : cloud.serversByName(name);
        return new ServersView(servers.stream().map(ServerView::of).toList());
    }

    /** Networks as Neutron shows them now, by name or id. Names are not unique. */
    @GetMapping("/network/show")
    @Operation(operationId = "showNetworks", summary = "Look at networks")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    NetworksView networks(@RequestParam String name) {
        return new NetworksView(cloud.networks(name));
    }

    /** Accepts the attachment; the launch worker carries it out, once. */
    @PostMapping("/server/add-network")
    @Operation(operationId = "attachNetwork", summary = "Attach a network to a server")
    @ErrorResponses({
        ProblemType.NOT_FOUND,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY,
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        ProblemType.CLOUD_UNAVAILABLE
    })
    ResponseEntity<AcceptedOperation> addNetwork(
            @Valid @RequestBody AddNetworkBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Principal user) {
        var asked = body.attachment();
        var idempotency = commands.idempotency(key, new Sent(KIND, asked));
        return commands.earlier(user.getName(), idempotency).orElseGet(() -> submit(asked, idempotency, user));
    }

    private ResponseEntity<AcceptedOperation> submit(
            Attachment body, @Nullable Idempotency idempotency, Principal user) {
        var server = cloud.oneServer(body.server());
        // A launch holds its host, whose name its server bears, and attaches the storage network by itself.
        commands.requireFree(server.name());
        var network = cloud.oneNetwork(body.network());
        var request = Json.MAPPER.valueToTree((Map<String, String>) Map.of(
                "server", body.server(),
                "server_id", server.id(),
                "network", body.network(),
                "network_id", network.id()));
        return commands.submit(
                new Command(KIND, server.id(), request, user.getName(), body.reason(), null), idempotency);
    }
}
