package io.spotmanager.migration;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.List;
import java.util.Optional;

/**
 * What the operator actions of a move do to the host. Where the host was last read decides how the same action is called;
 * the steps read Nova again before they change anything, so the words are a forecast and not a promise.
 */
final class MigrationActions implements ActionDescription {
    private static final String ASKED_AGAIN =
            " If Nova shows it elsewhere by then, nothing is changed and you are asked again.";
    private static final String OPENSTACK = "OpenStack";

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
                                "The checks are made again at once. Nothing has been changed yet.",
                                words.toTarget(words.takeOutIfThere(words.source()), words.add(words.target())));
                    case CANCELLED ->
                        words.said(
                                "Close without a change",
                                "The move ends as cancelled. Nothing has been changed.",
                                words.unchanged());
                    case VALIDATED -> words.forward();
                    case HOST_REMOVED -> words.goOn(skips);
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
                ? Optional.of(Recommendation.SKIPPING_THE_WAIT)
                : Optional.empty();
    }

    private static Recommendation inFrontOfAPerson(SeenPlacement seen) {
        return seen.astray("move").orElseGet(() -> amongItsPools(seen));
    }

    private static Recommendation amongItsPools(SeenPlacement seen) {
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
                        "The move goes forward and is checked at the end." + ASKED_AGAIN,
                        toTarget(takeOutIfThere(source), add(target)));
            }
            var host = seen.get();
            if (!host.elsewhere().isEmpty()) {
                return said(
                        "Try again to move it to %s".formatted(target),
                        "The host must have left %s first, or nothing is changed and you are asked again."
                                .formatted(String.join(" and ", host.elsewhere())),
                        toTarget(takeOut(source), add(target)));
            }
            if (host.inSource()) {
                return said(
                        (host.inTarget() ? "Take out of %s, keep in %s" : "Move from %s to %s")
                                .formatted(source, target),
                        "The VMs on the host are checked again before it leaves %s.".formatted(source) + ASKED_AGAIN,
                        host.inTarget() ? toTarget(takeOut(source)) : toTarget(takeOut(source), add(target)));
            }
            return host.inTarget() ? check(false) : goOn(false);
        }

        Effect goOn(boolean unseen) {
            return unseen
                    ? said(
                            "Add to %s if it has left %s".formatted(target, source),
                            "The removal is taken as done. If Nova still shows the host in %s, nothing is added and you are asked again."
                                    .formatted(source),
                            toTarget(new CloudCall(
                                    OPENSTACK, "add the host to %s, if it has left %s".formatted(target, source))))
                    : said(
                            "Add to %s".formatted(target),
                            "The move goes forward: the host is added to %s and looked for there.".formatted(target)
                                    + ASKED_AGAIN,
                            toTarget(add(target)));
        }

        Effect check(boolean unseen) {
            return said(
                    (unseen ? "Change nothing, check that it is in %s" : "Check that it is in %s").formatted(target),
                    "Nothing is changed. The move succeeds if Nova shows the host in %s alone, or else you are asked again."
                            .formatted(target),
                    unchanged());
        }

        Effect back(String end) {
            if (seen.isEmpty()) {
                return said(
                        "Take out of %s if it is there, put back into %s".formatted(target, source),
                        "The move ends as %s.".formatted(end) + vms() + ASKED_AGAIN,
                        toSource(takeOutIfThere(target), add(source)));
            }
            var host = seen.get();
            if (!host.elsewhere().isEmpty()) {
                return said(
                        "Try again to put it back into %s".formatted(source),
                        "The host must have left %s first, or nothing is changed and you are asked again."
                                .formatted(String.join(" and ", host.elsewhere())),
                        toSource(takeOut(target), add(source)));
            }
            if (host.inTarget()) {
                return said(
                        (host.inSource() ? "Take out of %s, leave it in %s" : "Take out of %s, put back into %s")
                                .formatted(target, source),
                        "The move ends as %s.".formatted(end) + vms() + ASKED_AGAIN,
                        host.inSource() ? toSource(takeOut(target)) : toSource(takeOut(target), add(source)));
            }
            return host.inSource()
                    ? said(
                            "Keep in %s and close".formatted(source),
                            "The host is put back if it has left by then. The move ends as %s once Nova shows the host there alone."
                                            .formatted(end)
                                    + ASKED_AGAIN,
                            toSource())
                    : said(
                            "Put back into %s".formatted(source),
                            "The move ends as %s once Nova shows the host there alone.".formatted(end) + ASKED_AGAIN,
                            toSource(add(source)));
        }

        private static String vms() {
            return " If VMs run on the host by then and that was not accepted, you are asked first.";
        }

        Effect leave() {
            return said(
                    seen.map(host -> "Leave it %s and close".formatted(host.plain()))
                            .orElse("Leave it where it is and close"),
                    "Nothing is changed. Nova is read once more, and the move ends as adopted with what that shows.",
                    unchanged());
        }

        private Effect said(String caption, String effect, Forecast forecast) {
            return new Effect(caption, effect, seen.map(SeenPlacement::at).orElse(null), forecast);
        }

        private CloudCall takeOut(String pool) {
            return new CloudCall(OPENSTACK, "take the host out of %s".formatted(pool));
        }

        private CloudCall takeOutIfThere(String pool) {
            return new CloudCall(OPENSTACK, "take the host out of %s, if it is there".formatted(pool));
        }

        private CloudCall add(String pool) {
            return new CloudCall(OPENSTACK, "add the host to %s".formatted(pool));
        }

        private Forecast toTarget(CloudCall... calls) {
            return new Forecast(List.of(calls), "in " + target);
        }

        private Forecast toSource(CloudCall... calls) {
            return new Forecast(List.of(calls), "in " + source);
        }

        /** Nothing is called, so the host stays where it is. */
        private Forecast unchanged() {
            return new Forecast(List.of(), seen.map(SeenPlacement::plain).orElse("where it is"));
        }
    }
}
