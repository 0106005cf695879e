package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.domain.call.CloudResult.Rejected;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.workflow.externalcall.CreateOnce;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.Map;

/** Orders the VM, once. The install certificate is read right before and kept nowhere. */
final class CreateVm {
    private static final int TAKEN = 409;

    private final Launch launch;
    private final CreateOnce<Vm> once;

    private CreateVm(Launch launch) {
        this.launch = launch;
        this.once = new CreateOnce<>(launch.vmIntent(), new VmOwnership(launch)::find, this::found);
    }

    static StepOutcome run(Launch launch) {
        var step = new CreateVm(launch);
        return step.once.findOrCreate(step::create);
    }

    private StepOutcome create() {
        var host = launch.request().hostname();
        var region = launch.region();
        if (region.isEmpty()) {
            return launch.regionMissing();
        }
        var use = launch.nova().tenantsOn(host);
        if (!(use instanceof Ok(var tenants))) {
            return launch.unread("Nova", use);
        }
        var empty = LaunchRules.empty(host, tenants);
        if (!empty.allows()) {
            return new StepOutcome.Failed(empty.text());
        }
        if (launch.machines().isByHand()) {
            return order(region.get(), launch.parts().cloudInit().withoutCertificate(host));
        }
        var joining =
                launch.machines().installCertificate(launch.fact("machine_id").orElseThrow());
        if (joining instanceof Rejected(int status, var message)) {
            return new StepOutcome.Failed("RunPod gives no install certificate (%d): %s".formatted(status, message));
        }
        if (!(joining instanceof Ok(var certificate))) {
            return launch.unread("RunPod", joining);
        }
        var userData = launch.parts().cloudInit().render(host, certificate);
        if (userData.isEmpty()) {
            return new StepOutcome.Failed(
                    "With the install certificate the cloud-init text is larger than Nova takes: shorten its template.");
        }
        RegisterMachine.rememberWhatRunPodSaid(launch);
        return order(region.get(), userData.get());
    }

    private StepOutcome order(Region region, UserData userData) {
        var order = new LaunchPlan(region, launch.fact("flavor").orElseThrow())
                .order(launch.request(), launch.names(), userData);
        var answer = launch.vmIntent()
                .ask(
                        "asking Hyperstack for the VM " + launch.vmName(),
                        () -> launch.vms().create(order));
        return once.afterCreate(answer, CreateVm::refused);
    }

    private StepOutcome found(Vm vm) {
        return VmHealth.of(vm.condition()) == VmHealth.DELETING
                ? launch.pollUntil(
                        launch.within().deleted(),
                        "an earlier VM of this launch (id %d) is being deleted".formatted(vm.id()))
                : new StepOutcome.Done(launch.vmIntent().completed(facts(vm)));
    }

    /** An earlier VM of this launch may have been deleted; this one is there. */
    private Map<String, Object> facts(Vm vm) {
        var facts =
                new HashMap<String, Object>(Map.of("vm_id", vm.id(), "vm_name", vm.name(), "vm_label", launch.label()));
        if (launch.fact("vm_gone").isPresent()) {
            facts.put("vm_gone", false);
        }
        return facts;
    }

    /** A name that is taken, by a VM that is not to be seen, may be what an earlier request brought. */
    private static StepOutcome refused(Rejected<Vm> no) {
        return no.status() == TAKEN
                ? new StepOutcome.Retry(
                        "Hyperstack says that the name is taken (%s) and shows no such VM yet".formatted(no.message()))
                : new StepOutcome.Failed("Hyperstack refused (%d): %s".formatted(no.status(), no.message()));
    }
}
