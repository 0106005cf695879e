package io.spotmanager.clouds.plan;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.compute.ComputeCloud;
import io.spotmanager.clouds.fleet.Check;
import io.spotmanager.clouds.fleet.HostSight;
import io.spotmanager.clouds.launch.Firewall;
import io.spotmanager.clouds.launch.Network;
import io.spotmanager.clouds.launch.VmNetworks;
import io.spotmanager.clouds.launch.VmProvider;
import io.spotmanager.clouds.plan.LaunchSight.Catalogue;
import io.spotmanager.clouds.plan.LaunchSight.Fittings;
import io.spotmanager.clouds.plan.LaunchSight.Namesakes;
import io.spotmanager.clouds.plan.LaunchSight.Offer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the rules for a launch look at; the first read that fails is the answer of the whole. */
public record LaunchReader(
        ComputeCloud nova, VmProvider vms, Catalogues catalogues, VmNetworks networks, HostLinks links) {

    /** @param region empty when the host is in none that is configured */
    public CloudAnswer<LaunchSight> read(String host, Optional<Region> region) {
        return host(host)
                .then(sight -> region.map(where -> offer(host, where).map(Optional::of))
                        .orElseGet(() -> new CloudAnswer.Ok<>(Optional.empty()))
                        .map(offer -> new LaunchSight(sight, links.known(host), offer)));
    }

    private CloudAnswer<HostSight> host(String host) {
        return named("Nova's aggregates", nova.aggregates())
                .then(aggregates -> named("Nova's compute services", nova.computeService(host))
                        .then(service -> named("Nova's servers", nova.tenantsOn(host))
                                .map(tenants -> new HostSight(aggregates, service, tenants))));
    }

    /** What is wrong with the settings of these regions, in the light of what exists; empty when nothing is. */
    public CloudAnswer<List<String>> mistakes(Regions regions) {
        CloudAnswer<List<String>> found = new CloudAnswer.Ok<>(List.of());
        for (var region : regions.all()) {
            found = found.then(earlier -> mistakes(region)
                    .map(more -> Stream.concat(earlier.stream(), more).toList()));
        }
        return found;
    }

    private CloudAnswer<Stream<String>> mistakes(Region region) {
        return catalogue(region.name())
                .then(catalogue -> fittings(region)
                        .map(fittings -> new RegionRules(region, catalogue, fittings)
                                .checks().stream()
                                        .filter(check -> !check.allows())
                                        .map(Check::text)));
    }

    private CloudAnswer<Offer> offer(String host, Region region) {
        return catalogue(region.name())
                .then(catalogue -> namesakes(host)
                        .then(namesakes ->
                                fittings(region).map(fittings -> new Offer(catalogue, namesakes, fittings))));
    }

    private CloudAnswer<Catalogue> catalogue(String region) {
        return catalogues.of(region).map(Catalogues.Fetched::catalogue);
    }

    private CloudAnswer<Namesakes> namesakes(String name) {
        return named("Hyperstack's VMs", vms.named(name))
                .then(vms -> named("Nova's servers", networks.serversNamed(name))
                        .map(servers -> new Namesakes(vms, servers)));
    }

    private CloudAnswer<Fittings> fittings(Region region) {
        return firewall(region).then(firewall -> networks(region).map(found -> new Fittings(firewall, found)));
    }

    private CloudAnswer<Optional<Firewall>> firewall(Region region) {
        return region.firewallId() == null
                ? new CloudAnswer.Ok<>(Optional.empty())
                : named("Hyperstack's firewall", vms.firewall(region.firewallId()));
    }

    private CloudAnswer<List<Network>> networks(Region region) {
        return region.storageNetwork() == null
                ? new CloudAnswer.Ok<>(List.of())
                : named("Neutron's networks", networks.networks(region.storageNetwork()));
    }

    /** The answer, with the name of what was read in its problem. */
    static <T> CloudAnswer<T> named(String source, CloudAnswer<T> answer) {
        return answer.worded(problem -> source + ": " + problem);
    }
}
