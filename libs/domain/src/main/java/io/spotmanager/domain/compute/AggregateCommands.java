package io.spotmanager.domain.compute;

import io.spotmanager.domain.call.CommandLine;

/** The {@code openstack} commands that do what a move does, for the history and for previews. */
public final class AggregateCommands {
    private static final String COMPUTE = "nova-compute";

    private AggregateCommands() {}

    /** @param aggregate its name, or its id if the name is unknown */
    public static String addHost(String aggregate, String host) {
        return CommandLine.of("openstack", "aggregate", "add", "host", aggregate, host);
    }

    /** @param aggregate its name, or its id if the name is unknown */
    public static String removeHost(String aggregate, String host) {
        return CommandLine.of("openstack", "aggregate", "remove", "host", aggregate, host);
    }

    public static String disableService(String host, String reason) {
        return CommandLine.of(
                "openstack", "compute", "service", "set", "--disable", "--disable-reason", reason, host, COMPUTE);
    }

    public static String enableService(String host) {
        return CommandLine.of("openstack", "compute", "service", "set", "--enable", host, COMPUTE);
    }
}
