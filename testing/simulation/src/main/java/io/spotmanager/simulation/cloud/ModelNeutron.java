package io.spotmanager.simulation.cloud;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.call.ExternalCall;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NetworkInterface;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Servers and their interfaces as a launch sees them: attaching twice makes two interfaces. */
public record ModelNeutron(ModelVms vms, Wire wire, Duration window, Consumer<ExternalCall> journal)
        implements VmNetworks {
    /** The region's storage network. */
    public static final Network STORAGE = new Network("net-1", "storage-net", "ACTIVE", true, true, null);

    @Override
    public CloudResult<List<NovaServer>> serversNamed(String name) {
        return wire.read(
                "lists the servers named " + name,
                journal,
                () -> new Ok<>(vms.servers().stream()
                        .filter(server -> server.name().equals(name))
                        .toList()));
    }

    @Override
    public CloudResult<Optional<NovaServer>> server(String id) {
        return wire.read(
                "shows the server",
                journal,
                () -> new Ok<>(vms.servers().stream()
                        .filter(server -> server.id().equals(id))
                        .findFirst()));
    }

    @Override
    public CloudResult<List<Network>> networks(String nameOrId) {
        return wire.read("lists the networks", journal, () -> new Ok<>(List.of(STORAGE)));
    }

    @Override
    public CloudResult<List<NetworkInterface>> interfaces(String serverId) {
        return wire.read(
                "lists the interfaces",
                journal,
                () -> vms.hasServer(serverId)
                        ? new Ok<>(vms.interfaces(serverId))
                        : new Rejected<>(404, "Instance could not be found."));
    }

    @Override
    public CloudResult<List<String>> ports(String serverId) {
        return wire.read(
                "lists the ports",
                journal,
                () -> new Ok<>(
                        vms.hasServer(serverId)
                                ? vms.interfaces(serverId).stream()
                                        .map(NetworkInterface::portId)
                                        .toList()
                                : List.of()));
    }

    @Override
    public CloudResult<NetworkInterface> attach(String serverId, String networkId) {
        return wire.change(
                "attaches the network",
                window,
                journal,
                () -> vms.hasServer(serverId)
                        ? new Ok<>(vms.plug(serverId, networkId))
                        : new Rejected<>(404, "Instance could not be found."));
    }

    @Override
    public CloudResult<Accepted> detach(String serverId, String portId) {
        throw new UnsupportedOperationException("no step takes an interface away");
    }

    @Override
    public VmNetworks recordingTo(Consumer<ExternalCall> another) {
        return new ModelNeutron(vms, wire, window, journal.andThen(another));
    }
}
