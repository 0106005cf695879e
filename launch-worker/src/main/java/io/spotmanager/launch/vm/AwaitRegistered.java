package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Waits until RunPod says that a host has joined as the machine of this launch: before that nobody can rent it, however
 * well the VM runs. A RunPod that cannot be read, or does not tell, says nothing; at the end of the time a person decides.
 */
final class AwaitRegistered {
    private static final String WHERE_TO_LOOK =
            " (on the VM, /var/log/cloud-init-output.log tells what join-runpod did)";

    private AwaitRegistered() {}

    static StepOutcome run(Launch launch) {
        if (launch.machines().isByHand()) {
            return RunPodByHand.join(launch);
        }
        var reading = launch.machines().machines();
        if (!(reading instanceof Ok(var machines))) {
            return waiting(launch, "RunPod could not be read: " + reading.readProblem(), reading.askedToWaitUntil());
        }
        // The machine whose certificate the VM got. Its name may have been changed at RunPod since.
        var id = launch.fact("machine_id");
        var own = machines.stream()
                .filter(each -> id.filter(each.id()::equals).isPresent())
                .findFirst();
        if (own.isEmpty()) {
            return waiting(
                    launch,
                    "RunPod shows no machine " + id.orElse("of this launch")
                            + launch.machines().leftOut().stream()
                                    .map("; %s"::formatted)
                                    .collect(Collectors.joining()));
        }
        var machine = own.get();
        Boolean registered = machine.registered();
        if (registered == null) {
            return waiting(launch, "RunPod does not tell whether the machine %s is registered".formatted(machine.id()));
        }
        if (!registered) {
            RegisterMachine.forgetWhatRunPodSaid(launch);
            return waiting(
                    launch, "RunPod shows the machine %s as not registered%s".formatted(machine.id(), WHERE_TO_LOOK));
        }
        return RegisterMachine.wasRegisteredBefore(launch)
                ? new StepOutcome.NeedsOperator(
                        "RunPod showed the machine %s as registered before this VM was asked for, so that says nothing about this VM. Look at RunPod, then skip or roll back."
                                .formatted(machine.id()))
                : new StepOutcome.Done(Map.of("registered", true));
    }

    private static StepOutcome waiting(Launch launch, String what) {
        return waiting(launch, what, Optional.empty());
    }

    private static StepOutcome waiting(Launch launch, String what, Optional<Instant> notBefore) {
        return launch.calls().pollUntil(launch.within().registered(), what, notBefore);
    }
}
