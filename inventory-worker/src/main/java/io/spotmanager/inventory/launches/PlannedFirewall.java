package io.spotmanager.inventory.launches;

import static io.spotmanager.domain.call.CloudResult.named;

import io.spotmanager.clouds.launch.LaunchProviders.Connected;
import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.launch.AttachFirewallRequest;
import io.spotmanager.domain.launch.FirewallRules;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.questions.FirewallAnswer;
import io.spotmanager.questions.LaunchTarget.PlannedStep;
import java.util.ArrayList;
import java.util.List;

/** Applies the launch worker's own rules to what Hyperstack shows now, and says which list of firewalls it would send. */
record PlannedFirewall(Connected providers, AttachFirewallRequest request) {
    CloudResult<FirewallAnswer> answer() {
        return FirewallRules.read(providers.vms(), request).then(this::of);
    }

    private CloudResult<FirewallAnswer> of(FirewallRules.Seen seen) {
        var checks = FirewallRules.check(request, providers.regions().of(request.hostname()), seen);
        if (!checks.stream().allMatch(Check::allows)) {
            return new CloudResult.Ok<>(new FirewallAnswer(checks, List.of()));
        }
        var vm = FirewallRules.vm(seen.vms(), request).orElseThrow().id();
        return named("Hyperstack's firewalls", providers.vms().firewalls(vm)).map(all -> planned(checks, vm, all));
    }

    private FirewallAnswer planned(List<Check> checks, long vm, List<Firewall> all) {
        var has = FirewallRules.behind(all, vm);
        var wanted = request.firewallId();
        var more = new ArrayList<>(checks);
        if (has.contains(wanted)) {
            more.add(Check.warning(
                    "attached", "The VM has the firewall %d already: nothing is sent.".formatted(wanted)));
            return new FirewallAnswer(more, List.of());
        }
        more.add(Check.passed(
                "attached",
                has.isEmpty()
                        ? "The VM has no firewall."
                        : "The VM has the firewalls %s, which are sent along, so it keeps them.".formatted(has)));
        return new FirewallAnswer(
                more,
                List.of(
                        new PlannedStep(
                                "attach firewall",
                                "Attach the firewall %d to the VM, from the side of the VM".formatted(wanted),
                                providers
                                        .vms()
                                        .preview(vms ->
                                                vms.attachFirewalls(vm, FirewallRules.together(all, vm, wanted)))),
                        new PlannedStep(
                                "verify that none was lost",
                                "Look that the VM has it, and all that it had before",
                                providers.vms().preview(vms -> vms.firewalls(vm)))));
    }
}
