package io.spotmanager.domain.launch;

import static io.spotmanager.domain.call.CloudResult.named;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.launch.LaunchInputs.NameConflicts;
import io.spotmanager.domain.launch.LaunchInputs.NetworkAndFirewall;
import io.spotmanager.domain.launch.LaunchInputs.ProviderState;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.VmNetworks;
import io.spotmanager.domain.vm.VmProvider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the rules of a launch need. If a read fails, its error is the answer. */
public record LaunchReader(
        ComputeCloud nova, VmProvider vms, Catalogues catalogues, VmNetworks networks, HostLinks links) {

    /** @param region empty if the host is in no configured region */
    public CloudResult<LaunchInputs> read(String host, Optional<Region> region) {
        return host(host)
                .then(sight -> region.map(where -> offer(host, where).map(Optional::of))
                        .orElseGet(() -> new CloudResult.Ok<>(Optional.empty()))
                        .map(offer -> new LaunchInputs(sight, links.known(host), offer)));
    }

    private CloudResult<HostObservation> host(String host) {
        return named("Nova's aggregates", nova.aggregatesFor(host))
                .then(aggregates -> named("Nova's compute services", nova.computeService(host))
                        .then(service -> named("Nova's servers", nova.tenantsOn(host))
                                .map(tenants -> new HostObservation(aggregates, service, tenants))));
    }

    /**
     * Checks the settings of the regions against what exists. Returns a sentence for each error; empty if there is
     * none.
     */
    public CloudResult<List<String>> mistakes(Regions regions) {
        CloudResult<List<String>> found = new CloudResult.Ok<>(List.of());
        for (var region : regions.all()) {
            found = found.then(earlier -> mistakes(region)
                    .map(more -> Stream.concat(earlier.stream(), more).toList()));
        }
        return found;
    }

    private CloudResult<Stream<String>> mistakes(Region region) {
        return catalogue(region.name())
                .then(catalogue -> attachments(region)
                        .map(attachments -> new RegionRules(region, catalogue, attachments)
                                .checks().stream()
                                        .filter(check -> !check.allows())
                                        .map(Check::text)));
    }

    private CloudResult<ProviderState> offer(String host, Region region) {
        return catalogue(region.name())
                .then(catalogue -> nameConflicts(host)
                        .then(nameConflicts -> attachments(region)
                                .map(attachments -> new ProviderState(catalogue, nameConflicts, attachments))));
    }

    private CloudResult<Catalogue> catalogue(String region) {
        return catalogues.of(region).map(Catalogues.Fetched::catalogue);
    }

    private CloudResult<NameConflicts> nameConflicts(String name) {
        return named("Hyperstack's VMs", vms.named(name))
                .then(vms -> named("Nova's servers", networks.serversNamed(name))
                        .map(servers -> new NameConflicts(vms, servers)));
    }

    private CloudResult<NetworkAndFirewall> attachments(Region region) {
        return firewall(region)
                .then(firewall -> networks(region).map(found -> new NetworkAndFirewall(firewall, found)));
    }

    private CloudResult<Optional<Firewall>> firewall(Region region) {
        return region.firewallId() == null
                ? new CloudResult.Ok<>(Optional.empty())
                : named("Hyperstack's firewall", vms.firewall(region.firewallId()));
    }

    private CloudResult<List<Network>> networks(Region region) {
        return region.storageNetwork() == null
                ? new CloudResult.Ok<>(List.of())
                : named("Neutron's networks", networks.networks(region.storageNetwork()));
    }
}
