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
 * Everything that the rules of a launch need, read at one time.
 *
 * @param nvlinks true if the host is known to have NVLink
 * @param provider empty if the host is in no configured region
 */
public record LaunchInputs(HostObservation host, boolean nvlinks, Optional<ProviderState> provider) {

    /** What exists at the provider in the host's region. */
    public record ProviderState(Catalogue catalogue, NameConflicts nameConflicts, NetworkAndFirewall attachments) {}

    /**
     * @param images the images of the region; the flavors too are those of the region
     * @param leftOut a sentence for each of these lists that has rows that could not be read
     */
    public record Catalogue(
            List<VmImage> images,
            List<VmFlavor> flavors,
            List<VmEnvironment> environments,
            List<VmKeyPair> keyPairs,
            List<String> leftOut) {

        public Catalogue {
            leftOut = List.copyOf(leftOut);
        }

        public Catalogue(
                List<VmImage> images,
                List<VmFlavor> flavors,
                List<VmEnvironment> environments,
                List<VmKeyPair> keyPairs) {
            this(images, flavors, environments, keyPairs, List.of());
        }
    }

    /** VMs and servers that already have the VM's name, at the provider and in Nova. */
    public record NameConflicts(List<Vm> vms, List<NovaServer> servers) {}

    /**
     * What the VM will be connected to.
     *
     * @param firewall empty if none is configured or none has the configured id
     * @param networks the networks with the configured name or id
     */
    public record NetworkAndFirewall(Optional<Firewall> firewall, List<Network> networks) {}
}
