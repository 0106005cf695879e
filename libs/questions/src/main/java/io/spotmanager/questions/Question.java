package io.spotmanager.questions;

import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import java.util.List;

/**
 * A question about what the clouds show now. Every one of them only reads: what changes a cloud is a command, with a history.
 *
 * @param <A> what is answered
 */
public sealed interface Question<A> {
    /** The servers of all projects with exactly that name. */
    record ServersNamed(String name) implements Question<List<NovaServer>> {}

    /** The server with that id; none if there is none. */
    record ServerWithId(String id) implements Question<List<NovaServer>> {}

    /** The networks with that id, or else with exactly that name. */
    record Networks(String nameOrId) implements Question<List<Network>> {}

    /** All aggregates, also those that are no pools. */
    record Aggregates() implements Question<List<Aggregate>> {}

    /** All that the rules of moves look at: the aggregates, and the service and the tenants of this host. */
    record HostNow(String host) implements Question<HostObservation> {}

    /** The provider's firewall with that id and its attachments; none if there is none. */
    record FirewallWithId(long id) implements Question<List<Firewall>> {}

    /** Every VM that the provider of launches lists. */
    record ListedVms() implements Question<ProviderVms> {}

    /** What a launch would do. */
    record Launch(LaunchRequest request) implements Question<LaunchAnswer> {}

    /** What a retirement would do. */
    record Retirement(RetireRequest request) implements Question<RetireAnswer> {}

    /** What the clouds show of a VM that an administrator would take over. */
    record Adoption(String hostname) implements Question<AdoptAnswer> {}

    /** What attaching a firewall to a VM would do. */
    record FirewallAttachment(AttachFirewallRequest request) implements Question<FirewallAnswer> {}
}
