package io.spotmanager.simulator.hyperstack;

import io.spotmanager.simulator.http.Json;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A firewall with the attachments that are visible by now. */
record FirewallView(Account account) {

    private static final Instant BUILT = Instant.parse("2026-01-12T08:00:00Z");

    ObjectNode of(Firewalls.Firewall firewall) {
        ArrayNode attachments = Json.array();
        for (Firewalls.Attachment attachment : account.firewalls().shown(firewall.id())) {
            account.vms().find(attachment.vmId()).ifPresent(vm -> attachments.add(of(attachment, vm)));
        }
        return Json.object()
                .put("id", firewall.id())
                .put("name", firewall.name())
                .put("description", "Ports that RunPod hosts serve")
                .put("status", "SUCCESS")
                .put("created_at", VendorTime.of(firewall.id(), BUILT))
                .set(
                        "environment",
                        Json.object()
                                .put("id", firewall.environment().id())
                                .put("name", firewall.environment().name())
                                .put("region", firewall.environment().region().title()))
                .set("rules", Json.array())
                .set("attachments", attachments);
    }

    private static ObjectNode of(Firewalls.Attachment attachment, Vm vm) {
        return Json.object()
                .put("id", attachment.id())
                .put("status", attachment.status())
                .put("created_at", VendorTime.of(attachment.id(), attachment.created()))
                .set(
                        "vm",
                        Json.object()
                                .put("id", vm.id())
                                .put("name", vm.name())
                                .put("flavor", vm.order().offer().flavor().name())
                                .put("environment", vm.order().environment().name())
                                .put("status", vm.status().name())
                                .put("created_at", VendorTime.of(vm.id(), vm.created())));
    }
}
