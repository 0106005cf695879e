package io.spotmanager.simulator.neutron;

import io.spotmanager.simulator.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of networks and ports. */
final class NetworkView {

    private static final String ACTIVE = "ACTIVE";
    private static final int MTU = 1500;

    private NetworkView() {}

    static ObjectNode of(Network network) {
        return Json.object()
                .put("id", network.id())
                .put("name", network.name())
                .put("tenant_id", network.owner().id())
                .put("project_id", network.owner().id())
                .put("admin_state_up", true)
                .put("mtu", MTU)
                .put("status", ACTIVE)
                .put("shared", network.shared())
                .put("router:external", false)
                .put("description", "")
                .put("port_security_enabled", true)
                .set("subnets", Json.array().add(network.subnetId()))
                .set("tags", Json.array());
    }

    static ObjectNode of(Port port) {
        return Json.object()
                .put("id", port.id())
                .put("name", "")
                .put("network_id", port.network().id())
                .put("device_id", port.serverId())
                .put("device_owner", "compute:nova")
                .put("mac_address", port.mac())
                .put("status", ACTIVE)
                .put("admin_state_up", true)
                .set("fixed_ips", fixedIps(port));
    }

    private static ArrayNode fixedIps(Port port) {
        return Json.array()
                .add(Json.object().put("subnet_id", port.network().subnetId()).put("ip_address", port.address()));
    }
}
