package io.spotmanager.launch.vm;

import io.spotmanager.clouds.launch.NovaServer;
import io.spotmanager.clouds.launch.Vm;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Optional;

/** Success is what is to be seen at the end: the VM is active, and on its host. */
final class VerifyLaunch {
    private VerifyLaunch() {}

    static StepOutcome run(Launch launch) {
        return launch.read(
                "Hyperstack",
                launch.vms().vm(launch.vmId().orElseThrow()),
                vm -> vm.map(found -> decide(launch, found))
                        .orElseGet(() -> new StepOutcome.Failed("The VM is gone: somebody deleted it.")));
    }

    private static StepOutcome decide(Launch launch, Vm vm) {
        var words = VmHealth.words(vm.condition());
        return switch (VmHealth.of(vm.condition())) {
            case ACTIVE ->
                launch.read(
                        "Nova",
                        launch.networks().server(launch.fact("server_id").orElseThrow()),
                        server -> decide(launch, server));
            case BROKEN, GOING -> new StepOutcome.Failed("The VM did not last: " + words + ".");
            case UNDER_WAY ->
                launch.making()
                        .lookAgain(
                                launch.context(),
                                launch.making().patience().within().active(),
                                "the VM is not active any more: " + words);
        };
    }

    private static StepOutcome decide(Launch launch, Optional<NovaServer> server) {
        var host = server.map(found -> found.state().host()).orElse(null);
        return launch.request().hostname().equals(host)
                ? new StepOutcome.Done()
                : new StepOutcome.NeedsOperator("The VM was on %s and Nova shows it on %s now: somebody moved it."
                        .formatted(launch.request().hostname(), host == null ? "no host" : host));
    }
}
