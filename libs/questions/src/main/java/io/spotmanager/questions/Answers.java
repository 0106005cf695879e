package io.spotmanager.questions;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import java.util.List;

/** What a worker does for each question. Methods block for as long as the clouds need, and do not throw for an error of a cloud. */
public interface Answers {
    CloudResult<List<NovaServer>> serversNamed(String name);

    CloudResult<List<NovaServer>> serverWithId(String id);

    CloudResult<List<Network>> networks(String nameOrId);

    CloudResult<List<Aggregate>> aggregates();

    CloudResult<HostObservation> hostNow(String host);

    CloudResult<List<Firewall>> firewallWithId(long id);

    CloudResult<ProviderVms> listedVms();

    CloudResult<LaunchAnswer> launch(LaunchRequest request);

    CloudResult<RetireAnswer> retirement(RetireRequest request);

    CloudResult<AdoptAnswer> adoption(String hostname);

    CloudResult<FirewallAnswer> firewallAttachment(AttachFirewallRequest request);

    /** Returns the answer to any question. */
    default CloudResult<?> to(Question<?> question) {
        return switch (question) {
            case Question.ServersNamed(var name) -> serversNamed(name);
            case Question.ServerWithId(var id) -> serverWithId(id);
            case Question.Networks(var nameOrId) -> networks(nameOrId);
            case Question.Aggregates() -> aggregates();
            case Question.HostNow(var host) -> hostNow(host);
            case Question.FirewallWithId(var id) -> firewallWithId(id);
            case Question.ListedVms() -> listedVms();
            case Question.Launch(var request) -> launch(request);
            case Question.Retirement(var request) -> retirement(request);
            case Question.Adoption(var hostname) -> adoption(hostname);
            case Question.FirewallAttachment(var request) -> firewallAttachment(request);
        };
    }
}
