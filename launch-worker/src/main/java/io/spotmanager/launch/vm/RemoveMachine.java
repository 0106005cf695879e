package io.spotmanager.launch.vm;

import io.spotmanager.domain.call.CloudResult.Ok;
import io.spotmanager.workflow.step.StepOutcome;
import java.util.Map;

/** Takes the launch's own machine out of RunPod, under whatever ids it is there. */
final class RemoveMachine {
    private RemoveMachine() {}

    static StepOutcome run(Launch launch) {
        if (launch.machines().isByHand()) {
            return RunPodByHand.remove(launch);
        }
        var intent = launch.machineIntent();
        if (intent.askedAt().isEmpty()) {
            return new StepOutcome.Skipped("no machine was registered");
        }
        // Asked before the look: what the request brings while the look is under way would not be seen.
        var waiting = intent.waiting("there is no machine yet, but the request for it may still be carried out");
        var reading = RegisterMachine.own(launch);
        if (!(reading instanceof Ok(var own))) {
            return launch.unread("RunPod", reading);
        }
        for (var machine : own) {
            var answer = launch.calls().guarded(() -> launch.machines().remove(machine.id()));
            if (!answer.ok() && !answer.notFound()) {
                return launch.calls()
                        .again(
                                "The machine %s could not be removed: %s".formatted(machine.id(), answer.problem()),
                                answer);
            }
        }
        var left = own.isEmpty() ? reading : RegisterMachine.own(launch);
        if (!(left instanceof Ok(var remaining))) {
            return launch.unread("RunPod", left);
        }
        if (!remaining.isEmpty()) {
            return launch.pollUntil(launch.within().deleted(), "RunPod still shows the machine");
        }
        return waiting.orElseGet(() -> new StepOutcome.Done(intent.completed(Map.of("machine_gone", true))));
    }
}
