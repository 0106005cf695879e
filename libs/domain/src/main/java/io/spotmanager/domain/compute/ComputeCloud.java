package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.call.ExternalCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The compute side of one cloud: aggregates, hosts and the servers on them.
 *
 * <p>No method throws for an error of the cloud or the network; the {@link CloudResult} contains it. Methods block, at
 * most for the configured time-outs. Thread-safe.
 */
public interface ComputeCloud {

    /** Returns all aggregates with their hosts, in the cloud's order. */
    CloudResult<List<Aggregate>> aggregates();

    /**
     * Returns the same list for a decision about this host. Unclear if the host may be in an aggregate that cannot be
     * read and that the list therefore lacks.
     */
    default CloudResult<List<Aggregate>> aggregatesFor(String host) {
        return aggregates();
    }

    /**
     * Adds a host to an aggregate. Returns the changed aggregate.
     *
     * <p>Rejected with 409 if the host is already in it or is in another availability zone (only the text differs), and
     * with 404 if the host or the aggregate is unknown. After an unclear answer the host may have been added: read
     * before you retry.
     */
    CloudResult<Aggregate> addHost(long aggregateId, String host);

    /**
     * Removes a host from an aggregate, even if servers run on it. Returns the changed aggregate.
     *
     * <p>Rejected with 404 if the host is not in it, or if the host or the aggregate is unknown: Nova does not
     * distinguish these cases.
     */
    CloudResult<Aggregate> removeHost(long aggregateId, String host);

    /**
     * Returns the servers of all tenants on the host, all pages; empty for an unknown host. A shelved server is on no
     * host.
     */
    CloudResult<List<Server>> serversOn(String host);

    /**
     * Returns every tenant that uses resources of the host: its servers and its hidden tenants. Reads that the
     * credentials do not permit are listed in {@link HostTenants#unchecked}. If another read fails, its error is the
     * answer.
     */
    default CloudResult<HostTenants> tenantsOn(String host) {
        return serversOn(host).map(HostTenants::listed);
    }

    /** Returns every nova-compute service of the cloud. For a host in an unreachable cell only the name is known. */
    CloudResult<List<ComputeService>> computeServices();

    /**
     * Returns the nova-compute service of one host; empty if the cloud does not know the host, and unclear if the
     * host's cell is unreachable.
     */
    CloudResult<Optional<ComputeService>> computeService(String host);

    /**
     * Disables the nova-compute service of a host: the scheduler puts nothing more there, and what runs goes on. Returns the
     * changed service. Nova replaces the reason of a service that is disabled already, whoever gave it: read before you ask.
     *
     * <p>Rejected with 404 if the cloud has no such service. After an unclear answer it may have been done.
     *
     * @param reason 1 to 255 characters, as Nova's schema has it (nova/api/openstack/compute/schemas/services.py)
     */
    CloudResult<ComputeService> disableService(String host, String reason);

    /** Enables the service again, whoever disabled it, and forgets the reason; otherwise as {@link #disableService}. */
    CloudResult<ComputeService> enableService(String host);

    /**
     * Returns the same cloud, which also reports every external call.
     *
     * @param journal called on the thread of the call, once per call, after its answer; it must not block for long
     */
    ComputeCloud recordingTo(Consumer<ExternalCall> journal);
}
