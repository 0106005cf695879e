package io.spotmanager.launch.network;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.workflow.externalcall.CreateOnce;
import io.spotmanager.workflow.externalcall.CreationIntent;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.externalcall.Presence;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Sees to it that a server has one interface on a network, and takes away none. */
public final class NetworkAttachment {
    private static final int CONFLICT = 409;
    private static final String BUILDING = "BUILD";
    private static final String PORT = "port";

    /** The fact that names the network on which the server has got its interface. */
    public static final String NETWORK_ID = "network_id";

    private final ExternalCalls calls;
    private final Duration within;
    private final VmNetworks cloud;
    private final CreationIntent intent;

    /**
     * @param within the longest wait for the server to take the interface
     * @param cloud records its calls in the operation's history
     */
    public NetworkAttachment(ExternalCalls calls, Duration within, VmNetworks cloud) {
        this.calls = calls;
        this.within = within;
        this.cloud = cloud;
        this.intent = calls.intent(PORT);
    }

    /** The name must stand for one network. */
    public static StepOutcome notOne(List<Network> networks, String nameOrId) {
        return new StepOutcome.Failed(
                "Neutron has %d networks %s where one is needed.".formatted(networks.size(), nameOrId));
    }

    public StepOutcome attach(String serverId, String networkId) {
        var once = new CreateOnce<>(
                intent,
                () -> find(serverId, networkId),
                port -> new StepOutcome.Done(
                        intent.completed(Map.of("port_id", port.portId(), NETWORK_ID, networkId))));
        return once.findOrCreate(() -> create(once, serverId, networkId));
    }

    private Presence<NetworkInterface> find(String serverId, String networkId) {
        var reading = cloud.interfaces(serverId);
        if (!(reading instanceof Ok(var interfaces))) {
            return new Presence.Blocked<>(calls.unread("The list of the server's interfaces", reading));
        }
        return interfaces.stream()
                .filter(port -> port.networkId().equals(networkId))
                .findFirst()
                .<Presence<NetworkInterface>>map(Presence.Found::new)
                .orElseGet(Presence.Absent::new);
    }

    private StepOutcome create(CreateOnce<NetworkInterface> once, String serverId, String networkId) {
        var reading = cloud.server(serverId);
        if (!(reading instanceof Ok(var server))) {
            return calls.unread("Nova", reading);
        }
        if (server.isEmpty()) {
            return new StepOutcome.Failed("The server %s is gone.".formatted(serverId));
        }
        if (building(server.get())) {
            return waiting("the server is still building");
        }
        var answer =
                intent.ask("asking Nova for an interface on " + networkId, () -> cloud.attach(serverId, networkId));
        return once.afterCreate(answer, this::refused);
    }

    /** Nova refuses with 409 while the server changes, and that passes. */
    private StepOutcome refused(Rejected<NetworkInterface> no) {
        if (no.status() != CONFLICT) {
            return new StepOutcome.Failed("Nova refused (%d): %s".formatted(no.status(), no.message()));
        }
        intent.abandoned("refused: " + no.message());
        return waiting("Nova does not take another interface now: " + no.message());
    }

    private StepOutcome waiting(String what) {
        return calls.pollUntil(within, what);
    }

    private static boolean building(NovaServer server) {
        return server.state().taskState() != null
                || BUILDING.equalsIgnoreCase(server.state().status());
    }
}
