package io.spotmanager.domain.launch;

import static io.spotmanager.domain.pool.Check.passed;
import static io.spotmanager.domain.pool.Check.refused;

import io.spotmanager.domain.launch.LaunchInputs.Catalogue;
import io.spotmanager.domain.launch.LaunchInputs.NetworkAndFirewall;
import io.spotmanager.domain.launch.LaunchInputs.ProviderState;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.VmKeyPair;
import java.util.List;
import java.util.stream.Stream;

/** Checks that everything exists that a region's settings name. */
record RegionRules(Region region, Catalogue catalogue, NetworkAndFirewall attachments) {

    static RegionRules of(Region region, ProviderState offer) {
        return new RegionRules(region, offer.catalogue(), offer.attachments());
    }

    List<Check> checks() {
        return Stream.of(Stream.of(environment(), keyPair()), network(), firewall())
                .flatMap(checks -> checks)
                .toList();
    }

    private Check environment() {
        var name = region.vm().environment();
        return catalogue.environments().stream()
                        .anyMatch(found ->
                                found.name().equals(name) && found.region().equals(region.name()))
                ? passed("environment", "The environment %s is in %s.".formatted(name, region.name()))
                : refused(
                        "environment",
                        "Hyperstack has no environment %s in %s. Correct the setting of the region %s."
                                .formatted(name, region.name(), region.prefix()));
    }

    private Check keyPair() {
        var wanted = new VmKeyPair(region.vm().keyPair(), region.vm().environment());
        return catalogue.keyPairs().contains(wanted)
                ? passed("key_pair", "The key pair %s is in %s.".formatted(wanted.name(), wanted.environment()))
                : refused(
                        "key_pair",
                        "The environment %s has no key pair %s. Correct the setting of the region %s."
                                .formatted(wanted.environment(), wanted.name(), region.prefix()));
    }

    private Stream<Check> network() {
        var name = region.storageNetwork();
        if (name == null) {
            return Stream.of();
        }
        var found = attachments.networks().size();
        return Stream.of(
                found == 1
                        ? passed("storage_network", "The storage network %s exists.".formatted(name))
                        : refused(
                                "storage_network",
                                "Neutron has %d networks %s, but one is needed. Correct the setting of the region %s; use an id if the name is not unique."
                                        .formatted(found, name, region.prefix())));
    }

    private Stream<Check> firewall() {
        var id = region.firewallId();
        if (id == null) {
            return Stream.of();
        }
        return Stream.of(attachments
                .firewall()
                .map(firewall -> passed("firewall", "The firewall %s (%d) exists.".formatted(firewall.name(), id)))
                .orElseGet(() -> refused(
                        "firewall",
                        "Hyperstack has no firewall %d. Correct the setting of the region %s."
                                .formatted(id, region.prefix()))));
    }
}
