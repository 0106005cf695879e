package io.spotmanager.launch.vm;

import static io.spotmanager.workflow.step.ActionDescription.Effect.said;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.ArrayList;
import java.util.Optional;

/** What the operator actions of a launch do to its VM at Hyperstack and its machine at RunPod. */
final class LaunchActions implements ActionDescription {
    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var words = new Words(situation);
        var skips = action == Signal.SKIP;
        var state = LaunchState.valueOf(target);
        return Optional.ofNullable(
                        switch (state) {
                            case REQUESTED ->
                                said(
                                        "Check the launch again",
                                        "The checks are made again at once. Nothing has been made yet.");
                            case CANCELLED ->
                                said("Close without a change", "The launch ends as cancelled. Nothing has been made.");
                            case VALIDATED -> words.goOn();
                            case REGISTERED ->
                                said(
                                        "Create %s".formatted(words.vm()),
                                        "A VM that was asked for before is looked for first.");
                            case VM_CREATED ->
                                said(
                                        "Wait again until %s runs".formatted(words.vm()),
                                        "Nothing is changed; the launch goes on once Hyperstack shows the VM active.");
                            case VM_ACTIVE ->
                                said(
                                        "Check again where %s runs".formatted(words.vm()),
                                        "Nothing is changed; the launch goes on once Nova shows the VM on %s."
                                                .formatted(words.host()));
                            case PLACED ->
                                said(
                                        "Attach the storage network to %s".formatted(words.vm()),
                                        "An interface that is there already is used.");
                            case NETWORK_ATTACHED ->
                                skips
                                        ? said(
                                                "Take the storage network as attached, go on",
                                                "The launch goes on with the firewall. The last step looks whether the network is attached; if it is not, the launch waits for a person.")
                                        : said(
                                                "Attach the firewall to %s".formatted(words.vm()),
                                                "A firewall that is attached already stays.");
                            case FIREWALL_ATTACHED ->
                                skips
                                        ? said(
                                                "Take the firewall as attached, go on",
                                                "The launch goes on with its last step. It looks whether the firewall is attached; if it is not, the launch waits for a person.")
                                        : said(
                                                "Check %s again".formatted(words.vm()),
                                                "Nothing is changed. What turns out to be missing is put before a person, and a retry attaches it.");
                            case VERIFIED ->
                                said(
                                        "Wait again until RunPod takes %s".formatted(words.host()),
                                        "Nothing is changed; the launch ends once RunPod shows %s as registered."
                                                .formatted(words.machine()));
                            case WITHOUT_RUNPOD -> words.withoutRunPod();
                            case DELETING_VM -> words.undo();
                            case VM_DELETED ->
                                words.byHand()
                                        ? said(
                                                "Ask again for the removal of %s".formatted(words.machine()),
                                                "Nothing is changed. You are asked again to remove it in RunPod's console.")
                                        : said(
                                                "Remove %s from RunPod".formatted(words.machine()),
                                                "The launch ends as rolled back once RunPod does not show the machine.");
                            case ROLLED_BACK ->
                                words.byHand()
                                        ? said(
                                                "The machine is removed from RunPod: close",
                                                "You say that RunPod's console does not show %s any more. The launch ends as rolled back; RunPod is not read."
                                                        .formatted(words.machine()))
                                        : said(
                                                "Leave what RunPod shows and close",
                                                "The launch ends as rolled back. RunPod is not looked at again, and may still list %s."
                                                        .formatted(words.machine()));
                            case ADOPTING ->
                                said(
                                        "Leave %s as it is and close".formatted(words.made()),
                                        "Nothing is changed. The clouds are read once more, and the launch ends as adopted with what they show.");
                            case TURNING_BACK, KEPT, MACHINE_LEFT, NEEDS_OPERATOR, SUCCEEDED, REJECTED, ADOPTED -> null;
                        })
                .map(effect -> effect.calling(LaunchForecast.of(state, words.byHand())));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (!situation.row().waitsForPerson()) {
            return situation.row().actions().contains(Signal.RETRY)
                    ? Optional.of(Recommendation.SKIPPING_THE_WAIT)
                    : Optional.empty();
        }
        if (situation.row().state().equals(LaunchState.MACHINE_LEFT.name())) {
            return Optional.of(new Recommendation(
                    Signal.SKIP,
                    "The VM is deleted; once the machine is gone from RunPod's console, nothing is left."));
        }
        if (situation.fact("vm_gone").filter("true"::equals).isPresent()
                && situation.fact("vm_pending").filter("true"::equals).isEmpty()) {
            return Optional.of(
                    new Recommendation(Signal.ROLL_BACK, "The VM is deleted; only the rest is to be removed."));
        }
        return Optional.of(
                situation.row().state().equals(LaunchState.KEPT.name())
                        ? new Recommendation(
                                Signal.ROLL_BACK, "The launch failed, and what it created was kept for inspection.")
                        : new Recommendation(Signal.RETRY, "What was made is used, and only what is missing is made."));
    }

    private record Words(Situation situation) {
        String host() {
            return situation.requested("hostname", "its host");
        }

        String vm() {
            return "the VM " + host()
                    + situation.fact("vm_id").map(" (id %s)"::formatted).orElse("");
        }

        String machine() {
            return situation.fact("machine_id").map("the machine %s"::formatted).orElse("the machine of " + host());
        }

        /** What is known to have been made. */
        String made() {
            var made = new ArrayList<String>();
            situation.fact("vm_id").ifPresent(id -> made.add(vm()));
            situation.fact("machine_id").ifPresent(id -> made.add(machine()));
            return made.isEmpty() ? "what was made" : String.join(" and ", made);
        }

        Effect goOn() {
            return said(
                    "Go on with the launch on %s".formatted(host()),
                    "What was made is looked for and used (%s); what is missing is made."
                            .formatted(made().equals("what was made") ? "nothing is known to be there" : made()));
        }

        /** Whether a person was asked to do what RunPod would be asked for. */
        boolean byHand() {
            return situation.fact(RunPodByHand.ASKED).filter("true"::equals).isPresent();
        }

        /** Only a launch whose very VM was seen in order can do without RunPod. */
        Effect withoutRunPod() {
            var verified = situation.fact(VerifyLaunch.VERIFIED);
            if (verified.isPresent() && verified.equals(situation.fact("vm_id")) && byHand()) {
                return said(
                        "It has joined RunPod and is listed: end the launch",
                        "You say that RunPod's console shows %s as registered and listed. %s is looked at once more, and the launch ends as succeeded; RunPod is not read."
                                .formatted(machine(), vm()));
            }
            return verified.isPresent() && verified.equals(situation.fact("vm_id"))
                    ? said(
                            "Go on without RunPod's word",
                            "%s is looked at once more. If it is in order, the launch ends as succeeded, though RunPod does not show %s as registered."
                                    .formatted(vm(), machine()))
                    : said(
                            "Skip nothing",
                            "Only the wait for RunPod can be skipped, and this launch has not come so far: it stays before a person.");
        }

        Effect undo() {
            return said(
                    "Delete %s".formatted(made()),
                    (byHand()
                                    ? "The VM is deleted at Hyperstack, then you are asked to remove the machine in RunPod's console. The host %s is empty afterwards."
                                    : "The VM is deleted at Hyperstack if there is one, then the machine is removed from RunPod. The host %s is empty afterwards.")
                            .formatted(host()));
        }
    }
}
