package io.spotmanager.launch.vm;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.launch.Machine;
import io.spotmanager.launch.making.Once;
import io.spotmanager.launch.making.Sight;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;

/** Makes the host known to RunPod, here on the server, so that the key for it never leaves it. */
final class RegisterMachine {
    private RegisterMachine() {}

    static StepOutcome run(Launch launch) {
        var intent = launch.machineIntent();
        var once = new Once<>(
                intent,
                () -> sight(launch),
                machine -> new StepOutcome.Done(
                        intent.came(Map.of("machine_id", machine.id(), "machine_name", machine.name()))));
        return once.orMake(() -> once.judged(
                intent.ask(
                        "asking RunPod for the machine " + launch.machineName(),
                        () -> launch.machines().add(launch.machineName())),
                no -> new StepOutcome.Failed("RunPod refused (%d): %s".formatted(no.status(), no.message()))));
    }

    /** All that bear this launch's name; two only after RunPod carried out a request very late. */
    static CloudAnswer<List<Machine>> own(Launch launch) {
        return launch.machines()
                .machines()
                .map(machines -> machines.stream()
                        .filter(machine -> machine.name().equals(launch.machineName()))
                        .toList());
    }

    private static Sight<Machine> sight(Launch launch) {
        var answer = own(launch);
        return answer instanceof CloudAnswer.Ok<List<Machine>>(var own)
                ? own.isEmpty() ? new Sight.Absent<>() : new Sight.Found<>(own.getFirst())
                : new Sight.Blocked<>(launch.again("RunPod could not be read", answer));
    }
}
