package io.spotmanager.simulator.hyperstack;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The request from which a VM was created. */
record Order(
        String name,
        Environment environment,
        Offer offer,
        String image,
        List<String> labels,
        String userData,
        Access access) {

    /**
     * How the VM can be reached.
     *
     * @param floatingIp whether it gets a public address
     * @param rules the firewall rules of the VM itself, as they were sent
     */
    record Access(String keyPair, boolean floatingIp, List<JsonNode> rules) {}
}
