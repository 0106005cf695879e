package io.spotmanager.domain.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cloud beneath the provider (Nova and Neutron), seen with an administrator's eyes: where a VM really runs, and which
 * networks it is on.
 *
 * <p>No method throws for anything the cloud or the network does; the {@link CloudAnswer} tells. Methods block, at most
 * for the configured time-outs, and may be called from any number of threads.
 */
public interface VmNetworks {

    /** The servers of all tenants with exactly that name, case included, all pages. Names are not unique in Nova. */
    CloudAnswer<List<NovaServer>> serversNamed(String name);

    /** The server as it is now; empty once it is gone (404). */
    CloudAnswer<Optional<NovaServer>> server(String id);

    /** Networks with that id, or else of exactly that name; names are not unique in Neutron. */
    CloudAnswer<List<Network>> networks(String nameOrId);

    CloudAnswer<List<NetworkInterface>> interfaces(String serverId);

    /**
     * Adds an interface. Not idempotent: the same network again makes a second one, so look at {@link #interfaces} first,
     * and again after {@link CloudAnswer.Unclear}. Be it a time-out or a 500, Nova may carry it out later: a host that slept
     * through Nova's own 60 s does so when it wakes.
     *
     * <p>Refused with 409 while the server is building or shelved. An unknown network is a 500, hence unclear.
     */
    CloudAnswer<NetworkInterface> attach(String serverId, String networkId);

    /**
     * Starts removing an interface; it is gone when {@link #interfaces} no longer lists it. Right after an attach Nova may
     * accept this and drop it, so ask again while it is listed.
     */
    CloudAnswer<Accepted> detach(String serverId, String portId);

    /**
     * The same cloud, telling every external call to this journal as well.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    VmNetworks journalling(Consumer<ExternalCall> journal);
}
