package io.spotmanager.gateway.openstack;

import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The former tool's questions about servers and networks. It took the first of several with the same name; here such a name is refused, so
 * that nothing is said of another server.
 */
@RestController
@RequestMapping("/api/openstack")
@Tag(name = "OpenStack")
class FormerOpenStackController {
    /** @param serverName its name or id */
    record ServerBody(
            @NotNull(message = SERVER) @Size(min = 1, max = 255, message = SERVER)
            String serverName) {
        private static final String SERVER = "must be a server's name or id";
    }

    /** @param networkName its name or id */
    record NetworkBody(
            @NotNull(message = NETWORK) @Size(min = 1, max = 255, message = NETWORK)
            String networkName) {
        private static final String NETWORK = "must be a network's name or id";
    }

    /**
     * @param success always true: what cannot be answered is a problem
     * @param networkId its id
     */
    record FoundNetwork(boolean success, String networkId) {}

    /**
     * @param success always true: what cannot be answered is a problem
     * @param serverName its name
     * @param serverUuid its id
     * @param status as BUILD, ACTIVE, ERROR
     * @param taskState null if there is no task
     * @param vmState null if unknown
     */
    record FoundServer(
            boolean success,
            String serverName,
            String serverUuid,
            String status,
            @Nullable String taskState,
            @Nullable String vmState) {
        static FoundServer of(NovaServer server) {
            return new FoundServer(
                    true,
                    server.name(),
                    server.id(),
                    server.state().status(),
                    server.state().taskState(),
                    server.state().vmState());
        }
    }

    private final CloudQueries cloud;

    FormerOpenStackController(CloudQueries cloud) {
        this.cloud = cloud;
    }

    /** One server as Nova shows it now. */
    @PostMapping("/server/status")
    @Operation(operationId = "postServerStatus", summary = "Look at a server, as the former tool did")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    FoundServer status(@Valid @RequestBody ServerBody body) {
        return FoundServer.of(cloud.oneServer(body.serverName()));
    }

    /** The id of one server. */
    @PostMapping("/server/get-uuid")
    @Operation(operationId = "postServerId", summary = "Find the id of a server, as the former tool did")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    FoundServer id(@Valid @RequestBody ServerBody body) {
        return status(body);
    }

    /** The id of one network. */
    @PostMapping("/network/show")
    @Operation(operationId = "postNetworkShow", summary = "Find the id of a network, as the former tool did")
    @ErrorResponses({ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    FoundNetwork network(@Valid @RequestBody NetworkBody body) {
        return new FoundNetwork(true, cloud.oneNetwork(body.networkName()).id());
    }
}
