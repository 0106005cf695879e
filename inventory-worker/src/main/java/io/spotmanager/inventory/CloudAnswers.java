package io.spotmanager.inventory;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.Aggregate;
import io.spotmanager.domain.compute.ComputeInventory;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.inventory.launches.LaunchAnswers;
import io.spotmanager.questions.AdoptAnswer;
import io.spotmanager.questions.Answers;
import io.spotmanager.questions.FirewallAnswer;
import io.spotmanager.questions.LaunchAnswer;
import io.spotmanager.questions.ProviderVms;
import io.spotmanager.questions.RetireAnswer;
import java.util.List;

/** Answers the questions of gateways from the clouds, as they are now. */
record CloudAnswers(ComputeInventory nova, VmNetworks networks, LaunchAnswers launches) implements Answers {
    @Override
    public CloudResult<List<NovaServer>> serversNamed(String name) {
        return networks.serversNamed(name);
    }

    @Override
    public CloudResult<List<NovaServer>> serverWithId(String id) {
        return networks.server(id).map(found -> found.stream().toList());
    }

    @Override
    public CloudResult<List<Network>> networks(String nameOrId) {
        return networks.networks(nameOrId);
    }

    @Override
    public CloudResult<List<Aggregate>> aggregates() {
        return nova.aggregates();
    }

    @Override
    public CloudResult<HostObservation> hostNow(String host) {
        return nova.aggregatesFor(host)
                .then(aggregates -> nova.computeService(host)
                        .then(service -> nova.tenantsOn(host)
                                .map(tenants -> new HostObservation(aggregates, service, tenants))));
    }

    @Override
    public CloudResult<List<Firewall>> firewallWithId(long id) {
        return launches.firewall(id);
    }

    @Override
    public CloudResult<ProviderVms> listedVms() {
        return new CloudResult.Ok<>(launches.vms());
    }

    @Override
    public CloudResult<LaunchAnswer> launch(LaunchRequest request) {
        return launches.of(request);
    }

    @Override
    public CloudResult<RetireAnswer> retirement(RetireRequest request) {
        return launches.of(request);
    }

    @Override
    public CloudResult<AdoptAnswer> adoption(String hostname) {
        return launches.adoption(hostname);
    }

    @Override
    public CloudResult<FirewallAnswer> firewallAttachment(AttachFirewallRequest request) {
        return launches.of(request);
    }
}
