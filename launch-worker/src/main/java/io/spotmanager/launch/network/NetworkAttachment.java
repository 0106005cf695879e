package io.spotmanager.launch.network;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.CloudAnswer.Refused;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.launch.externalresource.CreateOnce;
import io.spotmanager.launch.externalresource.CreationIntent;
import io.spotmanager.launch.externalresource.Presence;
import io.spotmanager.launch.externalresource.StepSupport;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Sees to it that a server has one interface on a network, and takes away none. */
public final class NetworkAttachment {
    private static final int CONFLICT = 409;
    private static final String BUILDING = "BUILD";
    private static final String PORT = "port";

    /** The fact that names the network on which the server has got its interface. */
    public static final String NETWORK_ID = "network_id";

    private final StepSupport making;
    private final StepContext context;
    private final VmNetworks cloud;
    private final CreationIntent intent;

    /** @param cloud journals into the operation's history */
    public NetworkAttachment(StepSupport making, StepContext context, VmNetworks cloud) {
        this.making = making;
        this.context = context;
        this.cloud = cloud;
        this.intent = making.intent(context, PORT);
    }

    /** Goes on with the one network of that name or id. */
    public StepOutcome withNetwork(String nameOrId, Function<Network, StepOutcome> next) {
        return making.read(
                context,
                "Neutron",
                cloud.networks(nameOrId),
                found -> found.size() == 1
                        ? next.apply(found.getFirst())
                        : new StepOutcome.Failed(
                                "Neutron has %d networks %s where one is needed.".formatted(found.size(), nameOrId)));
    }

    public StepOutcome attach(String serverId, String networkId) {
        var once = new CreateOnce<>(
                intent,
                () -> interfaceOn(serverId, networkId),
                port -> new StepOutcome.Done(
                        intent.completed(Map.of("port_id", port.portId(), NETWORK_ID, networkId))));
        return once.findOrCreate(() -> making.read(
                context,
                "Nova",
                cloud.server(serverId),
                server -> server.map(found -> building(found)
                                ? waiting("the server is still building")
                                : ask(once, serverId, networkId))
                        .orElseGet(() -> new StepOutcome.Failed("The server %s is gone.".formatted(serverId)))));
    }

    private StepOutcome ask(CreateOnce<NetworkInterface> once, String serverId, String networkId) {
        var answer =
                intent.ask("asking Nova for an interface on " + networkId, () -> cloud.attach(serverId, networkId));
        return once.judged(answer, this::refused);
    }

    /** Nova refuses with 409 while the server changes, and that passes. */
    private StepOutcome refused(Refused<NetworkInterface> no) {
        if (no.status() != CONFLICT) {
            return new StepOutcome.Failed("Nova refused (%d): %s".formatted(no.status(), no.message()));
        }
        intent.abandoned("refused: " + no.message());
        return waiting("Nova does not take another interface now: " + no.message());
    }

    private StepOutcome waiting(String what) {
        return making.pollUntil(context, making.patience().within().network(), what);
    }

    private static boolean building(NovaServer server) {
        return server.state().taskState() != null
                || BUILDING.equalsIgnoreCase(server.state().status());
    }

    private Presence<NetworkInterface> interfaceOn(String serverId, String networkId) {
        var answer = cloud.interfaces(serverId);
        return answer instanceof CloudAnswer.Ok<List<NetworkInterface>>(var interfaces)
                ? interfaces.stream()
                        .filter(port -> port.networkId().equals(networkId))
                        .findFirst()
                        .<Presence<NetworkInterface>>map(Presence.Found::new)
                        .orElseGet(Presence.Absent::new)
                : new Presence.Blocked<>(making.unread(context, "The list of the server's interfaces", answer));
    }
}
