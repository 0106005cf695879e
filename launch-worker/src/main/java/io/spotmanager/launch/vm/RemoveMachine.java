package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudAnswer;
import io.spotmanager.domain.vm.Accepted;
import io.spotmanager.domain.vm.Machine;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the launch's own machine out of RunPod, under whatever ids it is there. */
final class RemoveMachine {
    private static final int GONE = 404;

    private RemoveMachine() {}

    static StepOutcome run(Launch launch) {
        if (launch.machineIntent().askedAt().isEmpty()) {
            return new StepOutcome.Skipped("no machine was registered");
        }
        // Asked before the look: what the request brings while the look is under way would not be seen.
        var waiting = launch.machineIntent()
                .waiting("there is no machine yet, but the request for it may still be carried out");
        return launch.read(
                "RunPod",
                RegisterMachine.own(launch),
                own -> own.isEmpty() ? absent(launch, waiting) : remove(launch, own, waiting));
    }

    private static StepOutcome absent(Launch launch, Optional<StepOutcome> waiting) {
        return waiting.orElseGet(
                () -> new StepOutcome.Done(launch.machineIntent().completed(Map.of("machine_gone", true))));
    }

    private static StepOutcome remove(Launch launch, List<Machine> own, Optional<StepOutcome> waiting) {
        for (var machine : own) {
            var answer = launch.making()
                    .changing(launch.context(), () -> launch.machines().remove(machine.id()));
            if (!answer.ok() && !gone(answer)) {
                return launch.again("The machine %s could not be removed".formatted(machine.id()), answer);
            }
        }
        return launch.read(
                "RunPod",
                RegisterMachine.own(launch),
                left -> left.isEmpty()
                        ? absent(launch, waiting)
                        : launch.making()
                                .pollUntil(
                                        launch.context(),
                                        launch.making().patience().within().deleted(),
                                        "RunPod still shows the machine"));
    }

    private static boolean gone(CloudAnswer<Accepted> answer) {
        return answer instanceof CloudAnswer.Refused<Accepted>(int status, var _) && status == GONE;
    }
}
