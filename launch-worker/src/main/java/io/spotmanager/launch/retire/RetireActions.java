package io.spotmanager.launch.retire;

import static io.spotmanager.workflow.step.ActionDescription.Effect.said;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the operator actions of a retirement do to its VM at Hyperstack and its machine at RunPod, and to its host if that moves afterwards. */
final class RetireActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var state = RetireState.valueOf(target);
        var pools = MoveWords.of(situation);
        return Optional.ofNullable(
                        switch (state) {
                            case GONE, MOVABLE, HOST_REMOVED, HOST_ADDED, RESTORING, LEAVING -> pools.said(state);
                            default -> told(situation, action, state, pools.afterwards());
                        })
                .map(effect -> effect.calling(RetireForecast.of(state, pools, byHand(situation))));
    }

    private static @Nullable Effect told(Situation situation, Signal action, RetireState target, String afterwards) {
        var vm = vm(situation);
        return switch (target) {
            case REQUESTED -> Effect.checkingAgain("Check the retirement again");
            case CANCELLED ->
                said("Close without a change", "The retirement ends as cancelled. Nothing has been changed.");
            case VALIDATED ->
                byHand(situation)
                        ? said(
                                "Ask again before retiring %s".formatted(vm),
                                "Nothing is changed. You are asked again to unlist the machine and to see that nobody rents it.")
                        : said(
                                "Go on retiring %s".formatted(vm),
                                "RunPod is read again. Once it shows the machine as not listed and not rented, the VM is deleted."
                                        + afterwards);
            case UNLISTED ->
                action == Signal.SKIP
                        ? byHand(situation)
                                ? said(
                                        "It is unlisted and not rented: delete it",
                                        "You say that RunPod's console shows the machine as not listed and not rented. %s is deleted at once; RunPod is not read."
                                                        .formatted(vm)
                                                + afterwards)
                                : said(
                                        "Take the machine as unlisted, go on",
                                        "RunPod is not asked again whether it is listed. Renters are still waited for, and then %s is deleted."
                                                        .formatted(vm)
                                                + afterwards)
                        : said(
                                "Ask RunPod for renters again",
                                "If nobody rents it, %s is deleted at once.".formatted(vm) + afterwards);
            case DELETING_VM ->
                said(
                        "Go on deleting %s".formatted(vm),
                        (byHand(situation)
                                        ? "What is gone stays gone. The VM is deleted until Hyperstack does not know it, then you are asked again to remove its machine."
                                        : "What is gone stays gone. The VM is deleted until Hyperstack does not know it, then its machine is removed from RunPod.")
                                + afterwards);
            case VM_DELETED ->
                said(
                        "Remove the machine from RunPod",
                        "A machine that is gone already is passed over; then all is verified." + afterwards);
            case MACHINE_REMOVED ->
                action == Signal.SKIP && byHand(situation)
                        ? said(
                                "The machine is removed from RunPod: go on",
                                "You say that RunPod's console does not show it any more; RunPod is not read. VM, server, ports and firewalls have to be gone."
                                        + afterwards)
                        : verifying(action == Signal.SKIP, afterwards);
            case LISTING_BACK ->
                said(
                        "Keep %s".formatted(vm),
                        "The VM is not deleted. If RunPod listed the machine before, a person has to list it again there. If the deletion has begun already, this says so and changes nothing.");
            case ADOPTING ->
                said(
                        "Leave everything as it is and close",
                        "Nothing is changed. The clouds are read once more, and the retirement ends as adopted with what they show.");
            default -> null;
        };
    }

    private static Effect verifying(boolean skips, String afterwards) {
        if (skips) {
            return said(
                    "Leave the machine as RunPod shows it, go on",
                    (afterwards.isEmpty()
                                    ? "The retirement goes on with its last step: it looks whether VM, server, ports and firewalls are gone."
                                    : "VM, server, ports and firewalls have to be gone." + afterwards)
                            + " RunPod may still list the machine.");
        }
        return said(
                "Look again whether anything is left",
                afterwards.isEmpty()
                        ? "Nothing is changed; the retirement succeeds once VM, server, ports and firewalls are gone."
                        : "VM, server, ports and firewalls have to be gone." + afterwards);
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (!situation.row().actions().contains(Signal.RETRY)) {
            return Optional.empty();
        }
        if (!situation.row().waitsForPerson()) {
            return Optional.of(Recommendation.SKIPPING_THE_WAIT);
        }
        return Optional.of(
                switch (RetireState.valueOf(situation.row().state())) {
                    case NOT_MOVED, HALF_MOVED -> MoveWords.recommended(SeenPlacement.in(situation.facts()));
                    default ->
                        new Recommendation(
                                Signal.RETRY,
                                "What is done already is found, and nothing is deleted that is not this VM.");
                });
    }

    private static boolean byHand(Situation situation) {
        return situation.fact(RetireByHand.ASKED).filter("true"::equals).isPresent();
    }

    private static String vm(Situation situation) {
        return "the VM " + situation.requested("hostname", "of its host")
                + situation.fact(Retirement.VM_ID).map(" (id %s)"::formatted).orElse("");
    }
}
