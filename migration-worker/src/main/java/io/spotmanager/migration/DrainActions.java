package io.spotmanager.migration;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.Optional;

/**
 * What the operator actions of a drain do to the host and its service. The steps read Nova again before they change anything, so the words
 * are a forecast and not a promise.
 */
final class DrainActions implements ActionDescription {
    private static final String SERVICE_BACK = " The service is enabled again if this closed the host.";

    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var seen = SeenPlacement.in(situation.facts());
        var source = situation.requested("source_aggregate", "its source");
        var goal = goal(situation);
        var words = switch (DrainState.valueOf(target)) {
            case REQUESTED ->
                new Words("Check it again", "The checks are made again at once. Nothing has been changed yet.");
            case CANCELLED -> new Words("Close without a change", "It ends as cancelled. Nothing has been changed.");
            case VALIDATED ->
                new Words(
                        "Wait until it is empty, then put it " + goal,
                        "The host is closed for new VMs, if it is open. If the deadline has passed, it waits as long again as at first.");
            case CLOSED ->
                new Words("Look again whether it is empty", "Otherwise it goes on waiting until its deadline.");
            case EMPTY -> new Words("Take out of " + source, "It goes forward from here, if nobody uses the host.");
            case HOST_REMOVED ->
                putsIntoPool(situation) ? put(goal, action == Signal.SKIP, source) : settle(situation, goal);
            case HOST_PLACED -> settle(situation, goal);
            case SERVICE_SETTLED -> check(goal);
            case RESTORING ->
                new Words(
                        "Put back into " + source,
                        "It ends as rolled back once Nova shows the host there." + SERVICE_BACK);
            case CANCELLING -> new Words("Stop waiting, leave it in " + source, "It ends as cancelled." + SERVICE_BACK);
            case ADOPTING ->
                new Words(
                        seen.map(host -> "Leave it %s and close".formatted(host.plain()))
                                .orElse("Leave it where it is and close"),
                        "The host stays where it is. Nova is read once more, and the drain ends as adopted with what that shows."
                                + (staysDisabled(situation) ? "" : SERVICE_BACK));
            case NEEDS_OPERATOR, SUCCEEDED, ROLLED_BACK, REJECTED, ADOPTED -> null;
        };
        return Optional.ofNullable(words)
                .map(said -> new Effect(
                        said.caption(),
                        said.effect(),
                        seen.map(SeenPlacement::at).orElse(null),
                        HostForecast.ofDrain(
                                DrainState.valueOf(target),
                                source,
                                situation.requested("target_aggregate", ""),
                                staysDisabled(situation),
                                seen)));
    }

    private static Words put(String goal, boolean unseen, String source) {
        return new Words(
                "Put it " + goal + (unseen ? ", if it has left " + source : ""),
                "It goes forward from here and is checked at the end. If Nova shows the host elsewhere by then, nothing is changed and you are asked again.");
    }

    private static Words settle(Situation situation, String goal) {
        return staysDisabled(situation)
                ? check(goal)
                : new Words(
                        "Open it for new VMs, check that it is " + goal,
                        "The service is enabled if this closed the host." + succeeds(goal));
    }

    private static Words check(String goal) {
        return new Words("Change nothing, check that it is " + goal, "Nothing is changed." + succeeds(goal));
    }

    private static String succeeds(String goal) {
        return " It succeeds if Nova shows the host %s, or else you are asked again.".formatted(goal);
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (!situation.row().actions().contains(Signal.RETRY)) {
            return Optional.empty();
        }
        if (!situation.row().waitsForPerson()) {
            return Optional.of(new Recommendation(
                    Signal.RETRY, "The worker looks again by itself; this action only skips the wait."));
        }
        return Optional.of(SeenPlacement.in(situation.facts())
                .flatMap(seen -> seen.astray("drain"))
                .orElseGet(() -> new Recommendation(
                        Signal.RETRY,
                        "The host stays closed for new VMs meanwhile; nothing is moved before it is empty.")));
    }

    private static String goal(Situation situation) {
        return putsIntoPool(situation) ? "in " + situation.requested("target_aggregate", "") : "in no pool";
    }

    private static boolean putsIntoPool(Situation situation) {
        return !situation.requested("target_aggregate", "").isEmpty();
    }

    private static boolean staysDisabled(Situation situation) {
        return "true".equals(situation.requested("stays_disabled", "false"));
    }

    private record Words(String caption, String effect) {}
}
