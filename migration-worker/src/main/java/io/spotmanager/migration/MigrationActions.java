package io.spotmanager.migration;

import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.Optional;

/**
 * What the operator actions of a move do to the host. Where the host was last read decides how the same action is called;
 * the steps read Nova again before they change anything, so the words are a forecast and not a promise.
 */
final class MigrationActions implements ActionDescription {
    private static final String ASKED_AGAIN =
            " If Nova shows it elsewhere by then, nothing is changed and you are asked again.";

    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var seen = SeenPlacement.in(situation.facts());
        var words = new Words(
                situation.requested("source_aggregate", "its source"),
                situation.requested("target_aggregate", "its target"),
                seen);
        var skips = action == Signal.SKIP;
        return Optional.ofNullable(
                switch (MigrationState.valueOf(target)) {
                    case REQUESTED ->
                        words.said(
                                "Check the move again",
                                "The checks are made again at once. Nothing has been changed yet.");
                    case CANCELLED ->
                        words.said("Close without a change", "The move ends as cancelled. Nothing has been changed.");
                    case VALIDATED -> words.forward();
                    case HOST_REMOVED -> words.add(skips);
                    case HOST_ADDED -> words.check(skips);
                    case RESTORING -> words.back("rolled back");
                    case CANCELLING -> words.back("cancelled");
                    case ADOPTING -> words.leave();
                    case NEEDS_OPERATOR, SUCCEEDED, ROLLED_BACK, REJECTED, ADOPTED -> null;
                });
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (situation.row().waitsForPerson()) {
            return Optional.of(SeenPlacement.in(situation.facts())
                    .map(MigrationActions::inFrontOfAPerson)
                    .orElseGet(() -> new Recommendation(
                            Signal.RETRY, "It is not known where the host is; this reads it before anything else.")));
        }
        return situation.row().actions().contains(Signal.RETRY)
                ? Optional.of(new Recommendation(
                        Signal.RETRY, "The worker retries automatically; this action only skips the wait."))
                : Optional.empty();
    }

    private static Recommendation inFrontOfAPerson(SeenPlacement seen) {
        if (!seen.elsewhere().isEmpty()) {
            return new Recommendation(
                    Signal.ADOPT, "The host is %s, where this move did not put it.".formatted(seen.text()));
        }
        if (seen.inTarget() && !seen.inSource()) {
            return new Recommendation(Signal.RETRY, "The host is in its target; only the check is missing.");
        }
        return new Recommendation(
                Signal.ROLL_BACK,
                seen.inTarget()
                        ? "The host is in two pools and could be sold twice."
                        : seen.inSource()
                                ? "The host is where it came from."
                                : "The host is in no pool and sells nothing.");
    }

    private record Words(String source, String target, Optional<SeenPlacement> seen) {
        Effect forward() {
            if (seen.isEmpty()) {
                return said(
                        "Take out of %s if it is there, then add to %s".formatted(source, target),
                        "The move goes forward and is checked at the end." + ASKED_AGAIN);
            }
            var host = seen.get();
            if (!host.elsewhere().isEmpty()) {
                return said(
                        "Try again to move it to %s".formatted(target),
                        "The host must have left %s first, or nothing is changed and you are asked again."
                                .formatted(String.join(" and ", host.elsewhere())));
            }
            if (host.inSource()) {
                return said(
                        (host.inTarget() ? "Take out of %s, keep in %s" : "Move from %s to %s")
                                .formatted(source, target),
                        "The VMs on the host are checked again before it leaves %s.".formatted(source) + ASKED_AGAIN);
            }
            return host.inTarget() ? check(false) : add(false);
        }

        Effect add(boolean unseen) {
            return unseen
                    ? said(
                            "Add to %s if it has left %s".formatted(target, source),
                            "The removal is taken as done. If Nova still shows the host in %s, nothing is added and you are asked again."
                                    .formatted(source))
                    : said(
                            "Add to %s".formatted(target),
                            "The move goes forward: the host is added to %s and looked for there.".formatted(target)
                                    + ASKED_AGAIN);
        }

        Effect check(boolean unseen) {
            return said(
                    (unseen ? "Change nothing, check that it is in %s" : "Check that it is in %s").formatted(target),
                    "Nothing is changed. The move succeeds if Nova shows the host in %s alone, or else you are asked again."
                            .formatted(target));
        }

        Effect back(String end) {
            if (seen.isEmpty()) {
                return said(
                        "Take out of %s if it is there, put back into %s".formatted(target, source),
                        "The move ends as %s.".formatted(end) + vms() + ASKED_AGAIN);
            }
            var host = seen.get();
            if (!host.elsewhere().isEmpty()) {
                return said(
                        "Try again to put it back into %s".formatted(source),
                        "The host must have left %s first, or nothing is changed and you are asked again."
                                .formatted(String.join(" and ", host.elsewhere())));
            }
            if (host.inTarget()) {
                return said(
                        (host.inSource() ? "Take out of %s, leave it in %s" : "Take out of %s, put back into %s")
                                .formatted(target, source),
                        "The move ends as %s.".formatted(end) + vms() + ASKED_AGAIN);
            }
            return host.inSource()
                    ? said(
                            "Keep in %s and close".formatted(source),
                            "The host is put back if it has left by then. The move ends as %s once Nova shows the host there alone."
                                            .formatted(end)
                                    + ASKED_AGAIN)
                    : said(
                            "Put back into %s".formatted(source),
                            "The move ends as %s once Nova shows the host there alone.".formatted(end) + ASKED_AGAIN);
        }

        private static String vms() {
            return " If VMs run on the host by then and that was not accepted, you are asked first.";
        }

        Effect leave() {
            return said(
                    seen.map(host -> "Leave it %s and close".formatted(host.plain()))
                            .orElse("Leave it where it is and close"),
                    "Nothing is changed. Nova is read once more, and the move ends as adopted with what that shows.");
        }

        private Effect said(String caption, String effect) {
            return new Effect(caption, effect, seen.map(SeenPlacement::at).orElse(null));
        }
    }
}
