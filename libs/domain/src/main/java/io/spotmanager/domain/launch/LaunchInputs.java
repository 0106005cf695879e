package io.spotmanager.domain.launch;

import io.spotmanager.domain.pool.HostObservation;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.domain.vm.VmEnvironment;
import io.spotmanager.domain.vm.VmFlavor;
import io.spotmanager.domain.vm.VmImage;
import io.spotmanager.domain.vm.VmKeyPair;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules for a launch look at, read at one moment.
 *
 * @param nvlinks whether the host is known to have NVLinks
 * @param offer empty when the host is in no region that is configured: then there is nothing to read
 */
public record LaunchInputs(HostObservation host, boolean nvlinks, Optional<ProviderState> offer) {

    /** What the provider has in the host's region, and what is in the way there. */
    public record ProviderState(Catalogue catalogue, NameConflicts namesakes, NetworkAndFirewall fittings) {}

    /** @param images of the region; so are the flavors */
    public record Catalogue(
            List<VmImage> images, List<VmFlavor> flavors, List<VmEnvironment> environments, List<VmKeyPair> keyPairs) {}

    /** Who bears the VM's name already, at the provider and in Nova. */
    public record NameConflicts(List<Vm> vms, List<NovaServer> servers) {}

    /**
     * What the VM is to be connected to.
     *
     * @param firewall empty if there is none of the configured id, or none is configured
     * @param networks those that fit the configured name or id
     */
    public record NetworkAndFirewall(Optional<Firewall> firewall, List<Network> networks) {}
}
