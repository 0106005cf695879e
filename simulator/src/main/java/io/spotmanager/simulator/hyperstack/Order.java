package io.spotmanager.simulator.hyperstack;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What was asked for when a VM was created.
 *
 * @param rules the firewall rules of the VM itself, as they were sent
 */
record Order(
        String name,
        Environment environment,
        Offer offer,
        String image,
        String keyPair,
        List<String> labels,
        String userData,
        Access access) {

    /** Whether the VM gets a public address, and the rules for it. */
    record Access(boolean floatingIp, List<JsonNode> rules) {
        static final Access NONE = new Access(false, List.of());
    }
}
