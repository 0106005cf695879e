package io.spotmanager.clouds.plan;

import io.spotmanager.clouds.fleet.HostSight;
import io.spotmanager.clouds.launch.Firewall;
import io.spotmanager.clouds.launch.Network;
import io.spotmanager.clouds.launch.NovaServer;
import io.spotmanager.clouds.launch.Vm;
import io.spotmanager.clouds.launch.VmEnvironment;
import io.spotmanager.clouds.launch.VmFlavor;
import io.spotmanager.clouds.launch.VmImage;
import io.spotmanager.clouds.launch.VmKeyPair;
import java.util.List;
import java.util.Optional;

/**
 * All that the rules for a launch look at, read at one moment.
 *
 * @param nvlinks whether the host is known to have NVLinks
 * @param offer empty when the host is in no region that is configured: then there is nothing to read
 */
public record LaunchSight(HostSight host, boolean nvlinks, Optional<Offer> offer) {

    /** What the provider has in the host's region, and what is in the way there. */
    public record Offer(Catalogue catalogue, Namesakes namesakes, Fittings fittings) {}

    /** @param images of the region; so are the flavors */
    public record Catalogue(
            List<VmImage> images, List<VmFlavor> flavors, List<VmEnvironment> environments, List<VmKeyPair> keyPairs) {}

    /** Who bears the VM's name already, at the provider and in Nova. */
    public record Namesakes(List<Vm> vms, List<NovaServer> servers) {}

    /**
     * What the VM is to be connected to.
     *
     * @param firewall empty if there is none of the configured id, or none is configured
     * @param networks those that fit the configured name or id
     */
    public record Fittings(Optional<Firewall> firewall, List<Network> networks) {}
}
