package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.fleet.Flavor;
import io.spotmanager.simulator.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a VM; it has neither the host nor the id in Nova. */
final class VmView {

    private static final int ORGANISATION = 4711;
    private static final double MIB_IN_GIB = 1024;

    private VmView() {}

    static ObjectNode of(Vm vm) {
        Order order = vm.order();
        ObjectNode view = Json.object()
                .put("id", vm.id())
                .put("name", vm.name())
                .put("status", vm.status().name())
                .put("power_state", vm.status().power())
                .put("vm_state", vm.status().vmState())
                .set("environment", environment(order.environment()))
                .set("image", Json.object().put("name", order.image()))
                .set("flavor", flavor(order.offer()))
                .put("os", order.image())
                .set("keypair", Json.object().put("name", order.access().keyPair()))
                .set("volume_attachments", Json.array())
                .set("security_rules", rules(vm))
                .put("fixed_ip", vm.addresses().fixed())
                .put("floating_ip", vm.addresses().floating())
                .put("floating_ip_status", vm.addresses().floatingStatus())
                .put("port_randomization", false)
                .putNull("port_randomization_status")
                .putNull("callback_url")
                .put("locked", false)
                .putNull("contract_id")
                .put("requires_public_ip", order.access().floatingIp())
                .put("created_at", VendorTime.of(vm.id(), vm.created()));
        return view.set("labels", Json.strings(order.labels())).set("features", Json.object());
    }

    private static ObjectNode environment(Environment environment) {
        return Json.object()
                .put("id", environment.id())
                .put("name", environment.name())
                .put("org_id", ORGANISATION)
                .put("region", environment.region().title())
                .set("features", Json.object().put("green_status", "GREEN"));
    }

    private static ObjectNode flavor(Offer offer) {
        Flavor flavor = offer.flavor();
        return Json.object()
                .put("id", offer.id())
                .put("name", flavor.name())
                .put("cpu", flavor.size().vcpus())
                .put("ram", flavor.size().ram() / MIB_IN_GIB)
                .put("disk", flavor.size().disk())
                .put("ephemeral", flavor.size().ephemeral())
                .put("gpu", offer.gpu())
                .put("gpu_count", offer.gpus())
                .set("labels", Json.array())
                .set("features", Json.object());
    }

    private static ArrayNode rules(Vm vm) {
        ArrayNode rules = Json.array();
        vm.order()
                .access()
                .rules()
                .forEach(rule -> rules.add(((ObjectNode) rule.deepCopy())
                        .put("id", vm.id() * 10 + rules.size())
                        .put("status", "SUCCESS")
                        .put("created_at", VendorTime.of(vm.id(), vm.created()))));
        return rules;
    }
}
