package io.spotmanager.migration;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.step.ActionDescription;
import java.util.Optional;

/**
 * What the operator actions of a placement or withdrawal do to the host and its service. The steps read Nova again before they change
 * anything, so the words are a forecast and not a promise.
 *
 * @param forward going on, as a caption with the pool
 * @param back what a roll-back does, as a caption with the pool
 * @param goal where the host is when it succeeds, with the pool
 * @param closing what a roll-back does with the service
 */
record StockActions(String field, String what, String forward, String back, String goal, String closing)
        implements ActionDescription {
    static final StockActions OF_PLACEMENT = new StockActions(
            "target_aggregate",
            "placement",
            "Add to %s",
            "Take out of %s, leave in no pool",
            "in %s alone",
            "The service is disabled again if this placement enabled it.");
    static final StockActions OF_WITHDRAWAL = new StockActions(
            "source_aggregate",
            "withdrawal",
            "Take out of %s",
            "Put back into %s",
            "in no pool",
            "The service is enabled again if this withdrawal disabled it.");

    private static final String ASKED_AGAIN =
            " If Nova shows it elsewhere by then, nothing is changed and you are asked again.";

    @Override
    public Optional<Effect> effect(Situation situation, Signal action, String target) {
        var seen = SeenPlacement.in(situation.facts());
        var pool = situation.requested(field, "its pool");
        var words = switch (StockState.valueOf(target)) {
            case REQUESTED ->
                new Words(
                        "Check the %s again".formatted(what),
                        "The checks are made again at once. Nothing has been changed yet.");
            case CANCELLED ->
                new Words(
                        "Close without a change",
                        "The %s ends as cancelled. Nothing has been changed.".formatted(what));
            case VALIDATED -> goOn(pool);
            case HOST_ADDED -> open(pool);
            case SERVICE_SETTLED -> this == OF_PLACEMENT ? check(pool) : goOn(pool);
            case HOST_REMOVED -> check(pool);
            case RESTORING ->
                new Words(
                        back.formatted(pool),
                        "The %s ends as rolled back once Nova shows the host there. %s".formatted(what, closing)
                                + ASKED_AGAIN);
            case ADOPTING ->
                new Words(
                        seen.map(host -> "Leave it %s and close".formatted(host.plain()))
                                .orElse("Leave it where it is and close"),
                        "Nothing is changed, the service neither. Nova is read once more, and the %s ends as adopted with what that shows."
                                .formatted(what));
            case NEEDS_OPERATOR, SUCCEEDED, ROLLED_BACK, REJECTED, ADOPTED -> null;
        };
        return Optional.ofNullable(words)
                .map(said -> new Effect(
                        said.caption(),
                        said.effect(),
                        seen.map(SeenPlacement::at).orElse(null),
                        this == OF_PLACEMENT
                                ? HostForecast.ofPlacement(StockState.valueOf(target), pool, seen)
                                : HostForecast.ofWithdrawal(StockState.valueOf(target), pool, seen)));
    }

    private Words goOn(String pool) {
        return new Words(
                forward.formatted(pool),
                "The %s goes forward from here and is checked at the end.".formatted(what) + ASKED_AGAIN);
    }

    private Words open(String pool) {
        return new Words(
                "Open it for new VMs, check that it is " + goal.formatted(pool),
                "The service is enabled if a withdrawal or drain disabled it." + succeeds(pool));
    }

    private Words check(String pool) {
        return new Words(
                "Change nothing, check that it is " + goal.formatted(pool), "Nothing is changed." + succeeds(pool));
    }

    private String succeeds(String pool) {
        return " The %s succeeds if Nova shows the host %s, or else you are asked again."
                .formatted(what, goal.formatted(pool));
    }

    @Override
    public Optional<Recommendation> recommended(Situation situation) {
        if (!situation.row().actions().contains(Signal.RETRY)) {
            return Optional.empty();
        }
        if (!situation.row().waitsForPerson()) {
            return Optional.of(Recommendation.SKIPPING_THE_WAIT);
        }
        return Optional.of(SeenPlacement.in(situation.facts())
                .flatMap(seen -> seen.astray(what))
                .orElseGet(() ->
                        new Recommendation(Signal.RETRY, "This reads where the host is before it changes anything.")));
    }

    private record Words(String caption, String effect) {}
}
