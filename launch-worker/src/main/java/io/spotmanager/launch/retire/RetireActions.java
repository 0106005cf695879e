package io.spotmanager.launch.retire;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.Optional;

/** What the operator actions of a retirement do to its VM at Hyperstack and its machine at RunPod. */
final class RetireActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var vm = vm(situation);
        var state = RetireState.valueOf(target);
        return Optional.ofNullable(
                        switch (state) {
                            case REQUESTED ->
                                said(
                                        "Check the retirement again",
                                        "The checks are made again at once. Nothing has been changed yet.");
                            case CANCELLED ->
                                said(
                                        "Close without a change",
                                        "The retirement ends as cancelled. Nothing has been changed.");
                            case VALIDATED ->
                                said(
                                        "Go on retiring %s".formatted(vm),
                                        "RunPod is read again. Once it shows the machine as not listed and not rented, the VM is deleted.");
                            case UNLISTED ->
                                action == Signal.SKIP
                                        ? said(
                                                "Take the machine as unlisted, go on",
                                                "RunPod is not asked again whether it is listed. Renters are still waited for, and then %s is deleted."
                                                        .formatted(vm))
                                        : said(
                                                "Ask RunPod for renters again",
                                                "If nobody rents it, %s is deleted at once.".formatted(vm));
                            case DELETING_VM ->
                                said(
                                        "Go on deleting %s".formatted(vm),
                                        "What is gone stays gone. The VM is deleted until Hyperstack does not know it, then its machine is removed from RunPod.");
                            case VM_DELETED ->
                                said(
                                        "Remove the machine from RunPod",
                                        "A machine that is gone already is passed over; then all is verified.");
                            case MACHINE_REMOVED ->
                                action == Signal.SKIP
                                        ? said(
                                                "Leave the machine as RunPod shows it, go on",
                                                "The retirement goes on with its last step: it looks whether VM, server, ports and firewalls are gone. RunPod may still list the machine.")
                                        : said(
                                                "Look again whether anything is left",
                                                "Nothing is changed; the retirement succeeds once VM, server, ports and firewalls are gone.");
                            case LISTING_BACK ->
                                said(
                                        "Keep %s".formatted(vm),
                                        "The VM is not deleted. If RunPod listed the machine before, a person has to list it again there. If the deletion has begun already, this says so and changes nothing.");
                            case ADOPTING ->
                                said(
                                        "Leave everything as it is and close",
                                        "Nothing is changed. The clouds are read once more, and the retirement ends as adopted with what they show.");
                            case NEEDS_OPERATOR, HALF_RETIRED, SUCCEEDED, ROLLED_BACK, REJECTED, ADOPTED -> null;
                        })
                .map(effect -> effect.calling(RetireForecast.of(state)));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (!situation.row().actions().contains(Signal.RETRY)) {
            return Optional.empty();
        }
        return Optional.of(new Recommendation(
                Signal.RETRY,
                situation.row().waitsForPerson()
                        ? "What is done already is found, and nothing is deleted that is not this VM."
                        : "The worker retries automatically; this action only skips the wait."));
    }

    private static String vm(Situation situation) {
        return "the VM " + situation.requested("hostname", "of its host")
                + situation.fact(Retirement.VM_ID).map(" (id %s)"::formatted).orElse("");
    }

    private static Effect said(String caption, String effect) {
        return new Effect(caption, effect, null);
    }
}
