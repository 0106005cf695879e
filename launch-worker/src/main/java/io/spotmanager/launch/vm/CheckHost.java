package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;

/** Hyperstack chooses the host; Nova tells which it chose. */
final class CheckHost {
    private CheckHost() {}

    static StepOutcome run(Launch launch) {
        var reading = launch.networks().serversNamed(launch.vmName());
        if (!(reading instanceof Ok(var named))) {
            return launch.unread("Nova", reading);
        }
        var servers = withTheAddressOf(launch, named);
        if (servers.size() > 1) {
            return new StepOutcome.NeedsOperator(
                    "Nova has several servers %s (%s) and nothing tells which of them is the VM of this launch. Rename the others and retry."
                            .formatted(
                                    launch.vmName(),
                                    String.join(
                                            ", ",
                                            servers.stream().map(NovaServer::id).toList())));
        }
        if (servers.isEmpty()) {
            return waiting(launch, "Nova does not show the VM yet");
        }
        var server = servers.getFirst();
        var wanted = launch.request().hostname();
        var host = server.state().host();
        if (host == null) {
            return orAsk(launch);
        }
        return host.equals(wanted)
                ? new StepOutcome.Done(Map.of("server_id", server.id(), "placed_on", host))
                : new StepOutcome.Failed(
                        "The VM runs on %s instead of %s: Hyperstack chose another host.".formatted(host, wanted));
    }

    /** Names are not unique in Nova; the address that Hyperstack told decides where several bear one. */
    private static List<NovaServer> withTheAddressOf(Launch launch, List<NovaServer> named) {
        var address = launch.fact("fixed_ip");
        return named.size() > 1 && address.isPresent()
                ? named.stream()
                        .filter(server -> server.addresses().contains(address.get()))
                        .toList()
                : named;
    }

    /** Nova shows the VM and hides its host, as after a change of roles: that is no fault of the VM, so it is not rolled back. */
    private static StepOutcome orAsk(Launch launch) {
        return waiting(launch, "Nova does not show on which host the VM is") instanceof StepOutcome.WaitUntil wait
                ? wait
                : new StepOutcome.NeedsOperator(
                        "Nova shows the VM, but not on which host it is. Check the role of the log-in at OpenStack, then retry.");
    }

    private static StepOutcome waiting(Launch launch, String what) {
        return launch.pollUntil(launch.within().placed(), what);
    }
}
