package io.spotmanager.launch.vm;

import io.spotmanager.clouds.compute.CloudAnswer;
import io.spotmanager.clouds.launch.Accepted;
import io.spotmanager.clouds.launch.Machine;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;

/** Takes the launch's own machine out of RunPod, under whatever ids it is there. */
final class RemoveMachine {
    private static final int GONE = 404;

    private RemoveMachine() {}

    static StepOutcome run(Launch launch) {
        if (launch.machineIntent().askedAt().isEmpty()) {
            return new StepOutcome.Skipped("no machine was registered");
        }
        return launch.read(
                "RunPod", RegisterMachine.own(launch), own -> own.isEmpty() ? absent(launch) : remove(launch, own));
    }

    private static StepOutcome absent(Launch launch) {
        return launch.machineIntent()
                .waiting("there is no machine yet, but the request for it may still be carried out")
                .orElseGet(() -> new StepOutcome.Done(launch.machineIntent().came(Map.of("machine_gone", true))));
    }

    private static StepOutcome remove(Launch launch, List<Machine> own) {
        for (var machine : own) {
            launch.context().requireLease();
            var answer = launch.machines().remove(machine.id());
            if (!answer.ok() && !gone(answer)) {
                return launch.again("The machine %s could not be removed".formatted(machine.id()), answer);
            }
        }
        return launch.read(
                "RunPod",
                RegisterMachine.own(launch),
                left -> left.isEmpty()
                        ? absent(launch)
                        : launch.making()
                                .lookAgain(
                                        launch.context(),
                                        launch.making().patience().within().deleted(),
                                        "RunPod still shows the machine"));
    }

    private static boolean gone(CloudAnswer<Accepted> answer) {
        return answer instanceof CloudAnswer.Refused<Accepted>(int status, var _) && status == GONE;
    }
}
