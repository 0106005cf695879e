package io.spotmanager.launch.adopt;

import static io.spotmanager.workflow.step.ActionDescription.Effect.said;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.List;
import java.util.Optional;

/** What the operator actions do while a VM is taken over: they change nothing in any cloud. */
final class AdoptVmActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var state = AdoptVmState.valueOf(target);
        return Optional.ofNullable(
                        switch (state) {
                            case REQUESTED ->
                                said(
                                        "Compare again",
                                        "Hyperstack, Nova and RunPod are read again. The VM of %s is taken over if they show what was looked at."
                                                .formatted(situation.requested("hostname", "the host")));
                            case CANCELLED ->
                                said("Close without a change", "The VM is not taken over. Nothing has been changed.");
                            case NEEDS_OPERATOR, SUCCEEDED, REJECTED -> null;
                        })
                .map(effect -> effect.calling(new Forecast(List.of(), "as it is now")));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        return situation.row().actions().contains(Signal.RETRY)
                ? Optional.of(new Recommendation(Signal.RETRY, "Comparing only reads."))
                : Optional.empty();
    }
}
