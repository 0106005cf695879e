package io.spotmanager.gateway.launch;

import static java.util.stream.Collectors.joining;

import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.operations.CommandService;
import io.spotmanager.gateway.operations.PostedCommand;
import io.spotmanager.gateway.operations.RequestCaller;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.rights.WholeEntries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of VMs of a firewall, as the former tool wrote it: as far as it only adds. */
@RestController
@RequestMapping("/api/hyperstack/firewall")
@Tag(name = "Launches")
class FormerFirewallController {
    private static final int MOST = 50;

    /**
     * @param firewallId left out for that of the region CA1, or of the only region that has one
     * @param vmIds Hyperstack's numbers of all VMs that are to have it
     */
    record FirewallUpdateBody(
            @Positive(message = "must be the number of a firewall, or be left out") @Nullable
            Long firewallId,

            @NotEmpty(message = NUMBERS)
            @WholeEntries(message = NUMBERS)
            @Size(max = 1_000, message = "must have at most 1000 numbers")
            List<@Positive(message = "must be the number of a VM at Hyperstack") Long> vmIds,

            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable
            String reason) {
        private static final String NUMBERS = "must list the numbers of all VMs that are to have the firewall";
    }

    /**
     * @param success always true: what cannot be done is a problem
     * @param vmIds those that were asked for
     * @param operations one for each VM that lacks the firewall; empty if all have it
     */
    record UpdatedAttachments(boolean success, long firewallId, List<Long> vmIds, List<BegunAttachment> operations) {}

    record BegunAttachment(long vmId, String hostname, UUID id, String state, String href) {}

    private final FirewallReads firewalls;
    private final CommandService commands;
    private final TransactionTemplate transactions;

    FormerFirewallController(
            FirewallReads firewalls, CommandService commands, PlatformTransactionManager transactions) {
        this.firewalls = firewalls;
        this.commands = commands;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Attaches the firewall to each VM of the list that lacks it. A list without one of its VMs is refused: that VM would lose it. */
    @PostMapping("/update-attachments")
    @Operation(operationId = "postFirewallUpdate", summary = "Attach a firewall, as the former tool did")
    @ErrorResponses({
        ProblemType.FEATURE_OFF,
        ProblemType.NOT_FOUND,
        ProblemType.CLOUD_UNAVAILABLE,
        ProblemType.FROZEN,
        ProblemType.HOST_BUSY
    })
    ResponseEntity<UpdatedAttachments> update(@Valid @RequestBody FirewallUpdateBody body, Principal user) {
        var firewall = body.firewallId() == null ? firewalls.usual() : body.firewallId();
        var found = firewalls.look(firewall);
        requireAll(body.vmIds(), found);
        var lacking = body.vmIds().stream()
                .distinct()
                .filter(vm -> !found.firewall().guards(vm))
                .map(vm -> known(vm, found))
                .toList();
        if (lacking.size() > MOST) {
            throw FieldProblem.refusal(
                    "vm_ids", "adds %d VMs, and %d are the most at a time".formatted(lacking.size(), MOST));
        }
        var begun = begin(firewall, lacking, body.reason(), user);
        return ResponseEntity.status(begun.isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .body(new UpdatedAttachments(true, firewall, body.vmIds(), begun));
    }

    private static void requireAll(List<Long> wanted, FirewallReads.Guarded found) {
        var lost = found.firewall().attachments().stream()
                .map(Firewall.Attachment::vmId)
                .filter(vm -> !wanted.contains(vm))
                .map(vm -> "%s (%d)".formatted(Objects.requireNonNullElse(found.name(vm), "an unlisted VM"), vm))
                .collect(joining(", "));
        if (!lost.isEmpty()) {
            throw FieldProblem.refusal(
                    "vm_ids",
                    "lacks VMs that have the firewall now, and would detach it from %s. Nothing here takes a firewall away: list them too, or detach them in Hyperstack's console"
                            .formatted(lost));
        }
    }

    private static Vm known(long vm, FirewallReads.Guarded found) {
        return found.named(vm)
                .orElseThrow(() -> FieldProblem.refusal(
                        "vm_ids", "has %d, and Hyperstack lists no VM of that number".formatted(vm)));
    }

    /** All of them, or none. */
    private List<BegunAttachment> begin(long firewall, List<Vm> vms, @Nullable String reason, Principal user) {
        record One(Vm vm, PostedCommand posted) {}
        var posted = Objects.requireNonNull(transactions.execute(_ -> vms.stream()
                .map(vm -> new One(
                        vm,
                        commands.post(
                                AttachFirewallController.command(
                                        new AttachFirewallRequest(vm.name(), firewall, vm.id()), user, reason, null),
                                null,
                                RequestCaller.origin())))
                .toList()));
        posted.forEach(one -> one.posted().announced());
        return posted.stream()
                .map(one -> {
                    var operation = one.posted().operation();
                    return new BegunAttachment(
                            one.vm().id(), one.vm().name(), operation.id(), operation.state(), operation.href());
                })
                .toList();
    }
}
