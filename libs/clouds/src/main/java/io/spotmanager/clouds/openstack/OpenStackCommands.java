package io.spotmanager.clouds.openstack;

import io.spotmanager.domain.call.CommandLine;

/** The equivalent {@code openstack} commands of our calls, for the history and for previews. */
public final class OpenStackCommands {
    private OpenStackCommands() {}

    public static String serversNamed(String name) {
        return CommandLine.of(
                "openstack", "server", "list", "--all-projects", "--long", "--name", OpenStackNetworks.exactly(name));
    }

    public static String server(String id) {
        return CommandLine.of("openstack", "server", "show", id);
    }

    public static String attachNetwork(String serverId, String networkId) {
        return CommandLine.of("openstack", "server", "add", "network", serverId, networkId);
    }
}
