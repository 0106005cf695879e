package io.spotmanager.launch.retire;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.Firewall;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Success is what is to be seen at the end: no VM, no server, no port and no firewall that names the VM. */
final class VerifyGone {
    private VerifyGone() {}

    static StepOutcome run(Retirement retirement) {
        var id = retirement.vmId();
        var left = new ArrayList<String>();
        var atHyperstack = retirement.vms().vm(id);
        if (!(atHyperstack instanceof Ok(var vm))) {
            return retirement.unread("Hyperstack", atHyperstack);
        }
        vm.ifPresent(_ -> left.add("Hyperstack shows " + retirement.vm()));
        var inNova = retirement.networks().server(retirement.serverId());
        if (!(inNova instanceof Ok(var server))) {
            return retirement.unread("Nova", inNova);
        }
        server.ifPresent(found -> left.add("Nova shows the server " + found.id()));
        var inNeutron = retirement.networks().ports(retirement.serverId());
        if (!(inNeutron instanceof Ok(var ports))) {
            return retirement.unread("Neutron", inNeutron);
        }
        if (!ports.isEmpty()) {
            left.add("Neutron shows the ports %s of the server".formatted(String.join(", ", ports)));
        }
        var ofVm = retirement.vms().firewalls(id);
        if (!(ofVm instanceof Ok(var firewalls))) {
            return retirement.unread("Hyperstack's firewalls", ofVm);
        }
        var guarding = guarding(firewalls, id);
        if (!guarding.isEmpty()) {
            left.add("Hyperstack's firewalls %s show the VM".formatted(guarding));
        }
        return left.isEmpty()
                ? new StepOutcome.Done(Map.of("gone", true))
                : retirement.calls().pollUntil(retirement.within().deleted(), String.join("; ", left));
    }

    private static List<Long> guarding(List<Firewall> firewalls, long vm) {
        return firewalls.stream()
                .filter(each -> each.guards(vm))
                .map(Firewall::id)
                .toList();
    }
}
