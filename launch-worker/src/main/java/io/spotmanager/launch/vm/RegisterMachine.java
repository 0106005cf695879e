package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.workflow.externalcall.CreateOnce;
import io.spotmanager.workflow.externalcall.Presence;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the host known to RunPod, here on the server, so that the key for it never leaves it. */
final class RegisterMachine {
    private static final String REGISTERED_BEFORE = "registered_before";

    /** What RunPod showed when the machine was found. */
    private static final String REGISTERED = "machine_registered";

    private RegisterMachine() {}

    static StepOutcome run(Launch launch) {
        if (launch.machines().isByHand()) {
            return new StepOutcome.Skipped(
                    "RunPod is not called here: a person is asked for the machine once the VM is in order");
        }
        var intent = launch.machineIntent();
        var once = new CreateOnce<>(
                intent, () -> find(launch), machine -> new StepOutcome.Done(intent.completed(facts(launch, machine))));
        return once.findOrCreate(() -> {
            var answer = intent.ask(
                    "asking RunPod for the machine " + launch.machineName(),
                    () -> launch.machines().add(launch.machineName()));
            return once.afterCreate(
                    answer,
                    no -> new StepOutcome.Failed("RunPod refused (%d): %s".formatted(no.status(), no.message())));
        });
    }

    private static Map<String, Object> facts(Launch launch, Machine machine) {
        var facts = new HashMap<String, Object>(Map.of("machine_id", machine.id(), "machine_name", machine.name()));
        boolean registered = Boolean.TRUE.equals(machine.registered());
        if (registered || launch.fact(REGISTERED).isPresent()) {
            facts.put(REGISTERED, registered);
        }
        return facts;
    }

    /**
     * Right before a VM is asked for: a host that RunPod shows as registered by now was an earlier VM of this launch, so that word
     * says nothing about the new one.
     */
    static void rememberWhatRunPodSaid(Launch launch) {
        if (says(launch, REGISTERED) && !says(launch, REGISTERED_BEFORE)) {
            launch.context()
                    .saveProgress(
                            "RunPod shows the machine as registered before the VM is asked for",
                            Map.of(REGISTERED_BEFORE, true));
        }
    }

    /** RunPod has forgotten the earlier VM; what it says from now on is about this one. */
    static void forgetWhatRunPodSaid(Launch launch) {
        if (says(launch, REGISTERED_BEFORE)) {
            launch.context()
                    .saveProgress("RunPod no longer shows the machine as registered", Map.of(REGISTERED_BEFORE, false));
        }
    }

    /** Whether RunPod's word is about an earlier VM of this launch. */
    static boolean wasRegisteredBefore(Launch launch) {
        return says(launch, REGISTERED_BEFORE);
    }

    private static boolean says(Launch launch, String fact) {
        return launch.fact(fact).filter("true"::equals).isPresent();
    }

    /** All that bear this launch's name; two only after RunPod carried out a request very late. */
    static CloudResult<List<Machine>> own(Launch launch) {
        return launch.machines().named(launch.machineName());
    }

    private static Presence<Machine> find(Launch launch) {
        var reading = own(launch);
        if (!(reading instanceof CloudResult.Ok(var own))) {
            return new Presence.Blocked<>(launch.unread("RunPod", reading));
        }
        return own.isEmpty() ? new Presence.Absent<>() : new Presence.Found<>(own.getFirst());
    }
}
