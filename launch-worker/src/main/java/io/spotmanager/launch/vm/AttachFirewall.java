package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.launch.externalresource.CreationIntent;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Attaches the region's firewall from the VM's side. That replaces the list of this one VM, so what the VM has is sent
 * along; other VMs' attachments are never written.
 */
final class AttachFirewall {
    private final Launch launch;
    private final CreationIntent intent;
    private final long vm;
    private final long wanted;

    private AttachFirewall(Launch launch, long wanted) {
        this.launch = launch;
        this.intent = launch.making().intent(launch.context(), "firewall");
        this.vm = launch.vmId().orElseThrow();
        this.wanted = wanted;
    }

    static StepOutcome run(Launch launch) {
        return launch.withRegion(region -> region.firewallId() == null
                ? new StepOutcome.Skipped("%s has no firewall".formatted(region.name()))
                : new AttachFirewall(launch, region.firewallId()).run());
    }

    /** Without having read what the VM has, nothing is written. */
    private StepOutcome run() {
        return launch.read("Hyperstack's firewalls", launch.vms().firewalls(), this::decide);
    }

    private StepOutcome decide(List<Firewall> firewalls) {
        var firewall = firewalls.stream().filter(each -> each.id() == wanted).findFirst();
        if (firewall.isEmpty()) {
            return new StepOutcome.Failed("The firewall %d is gone.".formatted(wanted));
        }
        if (firewall.get().guards(vm)) {
            return new StepOutcome.Done(intent.completed(Map.of("firewall_id", wanted)));
        }
        return intent.openUntil().isPresent() ? waiting() : ask(firewalls);
    }

    private StepOutcome ask(List<Firewall> firewalls) {
        var all = Stream.concat(
                        firewalls.stream().filter(each -> each.guards(vm)).map(Firewall::id), Stream.of(wanted))
                .toList();
        var answer = intent.ask(
                "asking Hyperstack to attach the firewalls %s".formatted(all),
                () -> launch.vms().attachFirewalls(vm, all));
        return switch (answer) {
            case CloudAnswer.Ok<Accepted> _ -> waiting();
            case CloudAnswer.Refused<Accepted>(int status, var message) ->
                new StepOutcome.Failed("Hyperstack refused the firewall (%d): %s".formatted(status, message));
            case CloudAnswer.Unclear<Accepted> _, CloudAnswer.NotSent<Accepted> _ -> again(answer);
        };
    }

    /** Asking for the same list twice does no harm, so there is no need to wait for the first request's effect. */
    private StepOutcome again(CloudAnswer<Accepted> answer) {
        intent.abandoned(answer.problem());
        return intent.again(answer);
    }

    private StepOutcome waiting() {
        return launch.making()
                .pollUntil(
                        launch.context(),
                        launch.making().patience().within().firewall(),
                        "the firewall %d does not show the VM yet".formatted(wanted));
    }
}
