package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Indeterminate;
import io.spotmanager.domain.call.CloudResult.NotSent;
import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Attaches the region's firewall from the VM's side. That replaces the list of this one VM, so what the VM has is sent
 * along; other VMs' attachments are never written.
 */
final class AttachFirewall {
    private AttachFirewall() {}

    static StepOutcome run(Launch launch) {
        var region = launch.region();
        if (region.isEmpty()) {
            return launch.regionMissing();
        }
        Long wanted = region.get().firewallId();
        if (wanted == null) {
            return new StepOutcome.Skipped(
                    "%s has no firewall".formatted(region.get().name()));
        }
        var vm = launch.vmId().orElseThrow();
        // Without having read what the VM has, nothing is written.
        var reading = launch.vms().firewalls(vm);
        if (!(reading instanceof Ok(var firewalls))) {
            return launch.unread("Hyperstack's firewalls", reading);
        }
        var listed = firewalls.stream().filter(each -> each.id() == wanted).findFirst();
        // A list leaves out what it cannot read, so only the firewall's own answer says that it is gone.
        var alone = listed.isPresent() ? new Ok<>(listed) : launch.vms().firewall(wanted);
        if (!(alone instanceof Ok(var firewall))) {
            return launch.unread("Hyperstack's firewall " + wanted, alone);
        }
        if (firewall.isEmpty()) {
            return new StepOutcome.Failed("The firewall %d is gone.".formatted(wanted));
        }
        var intent = launch.calls().intent("firewall");
        if (firewall.get().guards(vm)) {
            return new StepOutcome.Done(intent.completed(Map.of("firewall_id", wanted)));
        }
        if (intent.openUntil().isPresent()) {
            return waiting(launch, wanted);
        }
        var attached = firewalls.stream().filter(each -> each.guards(vm)).map(Firewall::id);
        var all = Stream.concat(attached, Stream.of(wanted)).toList();
        var answer = intent.ask(
                "asking Hyperstack to attach the firewalls %s".formatted(all),
                () -> launch.vms().attachFirewalls(vm, all));
        return switch (answer) {
            case Ok<Accepted> _ -> waiting(launch, wanted);
            case Rejected<Accepted>(int status, var message) ->
                new StepOutcome.Failed("Hyperstack refused the firewall (%d): %s".formatted(status, message));
            case Indeterminate<Accepted> _, NotSent<Accepted> _ -> {
                // Asking for the same list twice does no harm: there is no need to wait for the first request's effect.
                intent.abandoned(answer.problem());
                yield intent.again(answer);
            }
        };
    }

    private static StepOutcome waiting(Launch launch, long wanted) {
        return launch.pollUntil(
                launch.within().firewall(), "the firewall %d does not show the VM yet".formatted(wanted));
    }
}
