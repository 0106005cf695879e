package io.spotmanager.launch.firewall;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.launch.FirewallRules;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.VmProvider;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.Map;

/**
 * Sees to it that a VM has a firewall, from the VM's side. That replaces the list of this one VM, so what the VM has is sent along; other
 * VMs' attachments are never written.
 */
public final class FirewallAttachment {
    private final ExternalCalls calls;
    private final Duration within;
    private final VmProvider vms;

    /**
     * @param within the longest wait for the firewall to show the VM
     * @param vms records its calls in the operation's history
     */
    public FirewallAttachment(ExternalCalls calls, Duration within, VmProvider vms) {
        this.calls = calls;
        this.within = within;
        this.vms = vms;
    }

    /** Done once the firewall itself shows the VM. */
    public StepOutcome attach(long vm, long wanted) {
        // Without having read what the VM has, nothing is written.
        var reading = vms.firewalls(vm);
        if (!(reading instanceof Ok(var firewalls))) {
            return calls.unread("Hyperstack's firewalls", reading);
        }
        var listed = firewalls.stream().filter(each -> each.id() == wanted).findFirst();
        // A list leaves out what it cannot read, so only the firewall's own answer says that it is gone.
        var alone = listed.isPresent() ? new Ok<>(listed) : vms.firewall(wanted);
        if (!(alone instanceof Ok(var firewall))) {
            return calls.unread("Hyperstack's firewall " + wanted, alone);
        }
        if (firewall.isEmpty()) {
            return new StepOutcome.Failed("The firewall %d is gone.".formatted(wanted));
        }
        var intent = calls.intent("firewall");
        if (firewall.get().guards(vm)) {
            return new StepOutcome.Done(intent.completed(Map.of("firewall_id", wanted)));
        }
        if (intent.openUntil().isPresent()) {
            return waiting(wanted);
        }
        var all = FirewallRules.together(firewalls, vm, wanted);
        var answer = intent.ask(
                "asking Hyperstack to attach the firewalls %s".formatted(all), () -> vms.attachFirewalls(vm, all));
        return switch (answer) {
            case Ok<Accepted> _ -> waiting(wanted);
            case Rejected<Accepted>(int status, var message) ->
                new StepOutcome.Failed("Hyperstack refused the firewall (%d): %s".formatted(status, message));
            case Indeterminate<Accepted> _, NotSent<Accepted> _ -> {
                // Asking for the same list twice does no harm: there is no need to wait for the first request's effect.
                intent.abandoned(answer.problem());
                yield intent.again(answer);
            }
        };
    }

    private StepOutcome waiting(long wanted) {
        return calls.pollUntil(within, "the firewall %d does not show the VM yet".formatted(wanted));
    }
}
