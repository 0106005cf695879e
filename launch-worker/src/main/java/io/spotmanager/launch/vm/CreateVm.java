package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.launch.LaunchPlan;
import io.spotmanager.domain.launch.LaunchRules;
import io.spotmanager.domain.launch.Region;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.UserData;
import io.spotmanager.domain.vm.Vm;
import io.spotmanager.launch.externalresource.CreateOnce;
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
        this.once = new CreateOnce<>(
                launch.vmIntent(),
                () -> new VmOwnership(launch).sight(launch.vms().named(launch.vmName())),
                this::found);
    }

    static StepOutcome run(Launch launch) {
        var step = new CreateVm(launch);
        return step.once.findOrCreate(() -> launch.withRegion(step::lastLook));
    }

    private StepOutcome found(Vm vm) {
        return VmHealth.of(vm.condition()) == VmHealth.DELETING
                ? launch.making()
                        .pollUntil(
                                launch.context(),
                                launch.making().patience().within().deleted(),
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

    private StepOutcome lastLook(Region region) {
        return launch.read(
                "Nova", launch.nova().tenantsOn(launch.request().hostname()), tenants -> unlessInUse(region, tenants));
    }

    private StepOutcome unlessInUse(Region region, HostTenants tenants) {
        var check = LaunchRules.empty(launch.request().hostname(), tenants);
        return check.allows() ? withCertificate(region) : new StepOutcome.Failed(check.text());
    }

    private StepOutcome withCertificate(Region region) {
        var answer =
                launch.machines().installCertificate(launch.fact("machine_id").orElseThrow());
        return answer instanceof CloudAnswer.Refused<InstallCertificate>(int status, var message)
                ? new StepOutcome.Failed("RunPod gives no install certificate (%d): %s".formatted(status, message))
                : launch.read("RunPod", answer, certificate -> withUserData(region, certificate));
    }

    private StepOutcome withUserData(Region region, InstallCertificate certificate) {
        return launch.parts()
                .cloudInit()
                .render(launch.request().hostname(), certificate)
                .map(userData -> order(region, userData))
                .orElseGet(
                        () -> new StepOutcome.Failed(
                                "With the install certificate the cloud-init text is larger than Nova takes: shorten its template."));
    }

    private StepOutcome order(Region region, UserData userData) {
        RegisterMachine.rememberWhatRunPodSaid(launch);
        var order = new LaunchPlan(region, launch.fact("flavor").orElseThrow())
                .order(launch.request(), launch.names(), userData);
        var answer = launch.vmIntent()
                .ask(
                        "asking Hyperstack for the VM " + launch.vmName(),
                        () -> launch.vms().create(order));
        return once.judged(answer, CreateVm::refused);
    }

    /** A name that is taken, by a VM that is not to be seen, may be what an earlier request brought. */
    private static StepOutcome refused(CloudAnswer.Refused<Vm> no) {
        return no.status() == TAKEN
                ? new StepOutcome.Retry(
                        "Hyperstack says that the name is taken (%s) and shows no such VM yet".formatted(no.message()))
                : new StepOutcome.Failed("Hyperstack refused (%d): %s".formatted(no.status(), no.message()));
    }
}
