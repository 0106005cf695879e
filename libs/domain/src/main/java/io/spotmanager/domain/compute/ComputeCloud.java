package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The compute side of one cloud: pools (host aggregates), hosts and the servers on them.
 *
 * <p>No method throws for anything the cloud or the network does; the {@link CloudAnswer} tells. Methods block the calling
 * thread, at most for the configured time-outs, and may be called from any number of threads.
 */
public interface ComputeCloud {

    /** All aggregates with their hosts, in the cloud's order. */
    CloudAnswer<List<Aggregate>> aggregates();

    /**
     * Puts a host into an aggregate; success carries the aggregate as it is afterwards.
     *
     * <p>Refused with 409 when the host is in it already or sits in another availability zone (only the text differs), with
     * 404 when the host or the aggregate is unknown. After an unclear answer the host may well be in: read before retrying.
     */
    CloudAnswer<Aggregate> addHost(long aggregateId, String host);

    /**
     * Takes a host out of an aggregate, whether or not servers run on it; success carries the aggregate as it is afterwards.
     *
     * <p>Refused with 404 when the host is not in it, is unknown, or the aggregate is: Nova does not tell these apart.
     */
    CloudAnswer<Aggregate> removeHost(long aggregateId, String host);

    /** The servers of all tenants on that host, all pages; an unknown host has none. Shelved servers are on no host. */
    CloudAnswer<List<Server>> serversOn(String host);

    /**
     * Everybody who has resources of that host: its servers, and those that Nova does not list there. What the credentials may not
     * ask is named in the answer; any other read that fails is the answer of the whole, since an unknown host is not an empty one.
     */
    default CloudAnswer<HostTenants> tenantsOn(String host) {
        return serversOn(host).map(HostTenants::listed);
    }

    /** Every nova-compute service of the cloud, also those of which the cloud cannot tell more than their names. */
    CloudAnswer<List<ComputeService>> computeServices();

    /**
     * The nova-compute service of one host; empty when the cloud knows no such host, and unclear when the cloud cannot reach the cell
     * that the host is in.
     */
    CloudAnswer<Optional<ComputeService>> computeService(String host);

    /**
     * The same cloud, telling every external call to this journal as well.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    ComputeCloud journalling(Consumer<ExternalCall> journal);
}
