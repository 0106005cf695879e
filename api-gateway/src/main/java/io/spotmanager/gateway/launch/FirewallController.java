package io.spotmanager.gateway.launch;

import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.LaunchOffer.OfferedRegion;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.util.List;
import java.util.Objects;
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
    /** The prefix of the only hosts that the former tool gave a firewall. */
    private static final String FORMER_PREFIX = "CA1";

    /**
     * @param environment that it belongs to; null if Hyperstack does not say
     * @param attachments the VMs that have it
     */
    record FirewallView(long id, String name, @Nullable String environment, List<AttachmentView> attachments) {}

    /**
     * @param vmId Hyperstack's number of the VM
     * @param status of the attachment; null if Hyperstack does not say
     */
    record AttachmentView(long vmId, @Nullable String status) {
        static AttachmentView of(Firewall.Attachment attachment) {
            return new AttachmentView(attachment.vmId(), attachment.status());
        }
    }

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

    private final LaunchCatalogue launches;
    private final Questions clouds;

    FirewallController(LaunchCatalogue launches, Questions clouds) {
        this.launches = launches;
        this.clouds = clouds;
    }

    /** One firewall with the VMs that have it. */
    @GetMapping("/firewalls/{id}")
    @Operation(operationId = "getFirewall", summary = "Look at a firewall")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    FirewallView firewall(@PathVariable long id) {
        var found = read(id);
        return new FirewallView(
                found.id(),
                found.name(),
                found.environment(),
                found.attachments().stream().map(AttachmentView::of).toList());
    }

    /** The VMs that have a firewall, as the former tool listed them. */
    @PostMapping("/firewall/get-attachments")
    @Operation(operationId = "postFirewallAttachments", summary = "Look at a firewall, as the former tool did")
    @ErrorResponses({ProblemType.FEATURE_OFF, ProblemType.NOT_FOUND, ProblemType.CLOUD_UNAVAILABLE})
    AttachedVms attachments(@Valid @RequestBody FirewallBody body) {
        var found = read(body.firewallId() == null ? usual() : body.firewallId());
        var vms = found.attachments().stream().map(Firewall.Attachment::vmId).toList();
        return new AttachedVms(true, found.id(), vms, vms.size());
    }

    private Firewall read(long id) {
        launches.requireNotOff();
        var answer = clouds.ask(new Question.FirewallWithId(id));
        return answer.found().orElseThrow(() -> LaunchPreviews.unavailable(answer.readProblem())).stream()
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because("Hyperstack has no firewall %d.".formatted(id)));
    }

    private long usual() {
        var regions = launches.regions().stream()
                .filter(region -> region.firewallId() != null)
                .toList();
        return regions.stream()
                .filter(region -> regions.size() == 1 || region.hostPrefix().equalsIgnoreCase(FORMER_PREFIX))
                .map(OfferedRegion::firewallId)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElseThrow(
                        () -> FieldProblem.refusal(
                                "firewall_id",
                                "is missing, and there is no region CA1 with a firewall, nor only one region with one: GET /api/hyperstack/regions lists them"));
    }
}
