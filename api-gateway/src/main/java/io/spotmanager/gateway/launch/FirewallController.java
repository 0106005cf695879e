package io.spotmanager.gateway.launch;

import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which VMs have a firewall, as Hyperstack shows it now. */
@RestController
@RequestMapping("/api/hyperstack")
@Tag(name = "Launches")
class FirewallController {
    /**
     * @param environment that it belongs to; null if Hyperstack does not say
     * @param attachments the VMs that have it
     * @param regions whose VMs are to have it, as the settings say
     * @param missing the VMs of their hosts that lack it
     * @param unread a sentence for each thing that could not be read: then a VM may be left out of {@code missing}
     */
    record FirewallView(
            long id,
            String name,
            @Nullable String environment,
            List<AttachmentView> attachments,
            List<String> regions,
            List<LackingVmView> missing,
            List<String> unread) {
        static FirewallView of(FirewallReads.Guarded found) {
            var firewall = found.firewall();
            return new FirewallView(
                    firewall.id(),
                    firewall.name(),
                    firewall.environment(),
                    firewall.attachments().stream()
                            .map(each -> new AttachmentView(each.vmId(), found.name(each.vmId()), each.status()))
                            .toList(),
                    found.regions(),
                    found.missing().stream()
                            .map(vm -> new LackingVmView(
                                    vm.id(), vm.name(), vm.condition().status()))
                            .toList(),
                    found.unread());
        }
    }

    /**
     * @param vmId Hyperstack's number of the VM
     * @param name of the VM; null if Hyperstack does not list it
     * @param status of the attachment; null if Hyperstack does not say
     */
    record AttachmentView(
            long vmId, @Nullable String name, @Nullable String status) {}

    /**
     * @param vmId Hyperstack's number of the VM
     * @param name of the VM, which is that of its host
     * @param status of the VM; null if Hyperstack does not say
     */
    record LackingVmView(long vmId, String name, @Nullable String status) {}

    /** @param firewallId left out for that of the region CA1, or of the only region that has one */
    record FirewallBody(
            @Positive(message = "must be the number of a firewall, or be left out") @Nullable
            Long firewallId) {}

    /**
     * @param success always true: what cannot be answered is a problem
     * @param vmIds Hyperstack's numbers of the VMs that have it
     * @param count how many there are
     */
    record AttachedVms(boolean success, long firewallId, List<Long> vmIds, int count) {}

    private final FirewallReads firewalls;

    FirewallController(FirewallReads firewalls) {
        this.firewalls = firewalls;
    }

    /** One firewall with the VMs that have it, and those of its region that lack it. */
    @GetMapping("/firewalls/{id}")
    @Operation(operationId = "getFirewall", summary = "Look at a firewall")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    FirewallView firewall(@PathVariable long id) {
        return FirewallView.of(firewalls.look(id));
    }

    /** The VMs that have a firewall, as the former tool listed them. */
    @PostMapping("/firewall/get-attachments")
    @Operation(operationId = "postFirewallAttachments", summary = "Look at a firewall, as the former tool did")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    AttachedVms attachments(@Valid @RequestBody FirewallBody body) {
        var found = firewalls.read(body.firewallId() == null ? firewalls.usual() : body.firewallId());
        var vms = found.attachments().stream().map(Firewall.Attachment::vmId).toList();
        return new AttachedVms(true, found.id(), vms, vms.size());
    }
}
