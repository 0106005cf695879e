package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cloud beneath the provider (Nova and Neutron), read with an administrator's rights: the host and the networks of
 * a VM.
 *
 * <p>No method throws for an error of the cloud or the network; the {@link CloudResult} contains it. Methods block, at
 * most for the configured time-outs. Thread-safe.
 */
public interface VmNetworks {

    /**
     * Returns the servers of all projects with exactly that name, case-sensitive, all pages. Names are not unique in
     * Nova.
     */
    CloudResult<List<NovaServer>> serversNamed(String name);

    /** Returns the server; empty if it does not exist (404). */
    CloudResult<Optional<NovaServer>> server(String id);

    /** Returns the networks with that id, or else with exactly that name. Names are not unique in Neutron. */
    CloudResult<List<Network>> networks(String nameOrId);

    CloudResult<List<NetworkInterface>> interfaces(String serverId);

    /** Returns the ids of Neutron's ports of the server, also after the server is gone; empty if it has none. */
    CloudResult<List<String>> ports(String serverId);

    /**
     * Adds an interface. Not idempotent: a second call for the same network adds a second interface, so read
     * {@link #interfaces} before, and again after {@link CloudResult.Unclear}. After a time-out or a 500, Nova may still carry
     * it out: a host that slept longer than Nova's own 60 s does so when it wakes.
     *
     * <p>Rejected with 409 while the server is building or shelved. For an unknown network Nova answers 500, hence
     * unclear.
     */
    CloudResult<NetworkInterface> attach(String serverId, String networkId);

    /**
     * Starts to remove an interface. It is removed when {@link #interfaces} no longer lists it. Right after an attach
     * Nova may accept this call and drop it, so repeat it while the interface is listed.
     */
    CloudResult<Accepted> detach(String serverId, String portId);

    /**
     * Returns the same cloud, which also reports every external call.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    VmNetworks recordingTo(Consumer<ExternalCall> journal);
}
