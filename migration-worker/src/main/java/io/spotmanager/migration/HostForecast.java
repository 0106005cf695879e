package io.spotmanager.migration;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription.Forecast;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a placement, withdrawal or drain would ask of Nova. Its steps read before each call, so a call says on what it depends. */
final class HostForecast {
    private static final String OPENSTACK = "OpenStack";
    private static final String ENABLE_AGAIN = "enable its compute service, if this operation disabled it";

    private HostForecast() {}

    static Forecast ofPlacement(StockState target, String pool, Optional<SeenPlacement> seen) {
        var enable = "enable its compute service, if a withdrawal or drain disabled it";
        return switch (target) {
            case REQUESTED, VALIDATED -> ends("in " + pool, add(pool), enable);
            case HOST_ADDED -> ends("in " + pool, enable);
            case RESTORING ->
                ends("in no pool", takeOut(pool), "disable its compute service, if this operation enabled it");
            default -> unchanged(seen);
        };
    }

    static Forecast ofWithdrawal(StockState target, String pool, Optional<SeenPlacement> seen) {
        return switch (target) {
            case REQUESTED, VALIDATED ->
                ends("in no pool", "disable its compute service, if that was asked for", takeOut(pool));
            case SERVICE_SETTLED -> ends("in no pool", takeOut(pool));
            case RESTORING -> ends("in " + pool, add(pool), ENABLE_AGAIN);
            default -> unchanged(seen);
        };
    }

    /**
     * @param goal the target; empty if the host is to be in no pool
     * @param staysDisabled true if the service is not enabled at the end
     */
    static Forecast ofDrain(
            DrainState target, String source, String goal, boolean staysDisabled, Optional<SeenPlacement> seen) {
        var end = goal.isEmpty() ? "in no pool" : "in " + goal;
        var takeOut = Stream.of(takeOut(source));
        var add = goal.isEmpty() ? Stream.<String>of() : Stream.of(add(goal));
        var settle = staysDisabled ? Stream.<String>of() : Stream.of(ENABLE_AGAIN);
        var forward = Stream.of(takeOut, add, settle).flatMap(calls -> calls).toList();
        return switch (target) {
            case REQUESTED, VALIDATED ->
                new Forecast(
                        Stream.concat(Stream.of("disable its compute service, if it is enabled"), forward.stream())
                                .map(HostForecast::call)
                                .toList(),
                        end);
            case CLOSED, EMPTY -> ends(end, forward.toArray(String[]::new));
            case HOST_REMOVED -> ends(end, forward.stream().skip(1).toArray(String[]::new));
            case HOST_PLACED -> staysDisabled ? ends(end) : ends(end, ENABLE_AGAIN);
            case RESTORING, CANCELLING ->
                goal.isEmpty()
                        ? ends("in " + source, add(source), ENABLE_AGAIN)
                        : ends("in " + source, takeOut(goal), add(source), ENABLE_AGAIN);
            case ADOPTING -> staysDisabled ? unchanged(seen) : new Forecast(List.of(call(ENABLE_AGAIN)), where(seen));
            default -> unchanged(seen);
        };
    }

    private static String add(String pool) {
        return "add the host to %s, if it is not there".formatted(pool);
    }

    private static String takeOut(String pool) {
        return "take the host out of %s, if it is there".formatted(pool);
    }

    private static CloudCall call(String words) {
        return new CloudCall(OPENSTACK, words);
    }

    private static Forecast ends(String end, String... calls) {
        return new Forecast(Stream.of(calls).map(HostForecast::call).toList(), end);
    }

    /** Nothing is called, so the host stays where it is. */
    private static Forecast unchanged(Optional<SeenPlacement> seen) {
        return new Forecast(List.of(), where(seen));
    }

    private static String where(Optional<SeenPlacement> seen) {
        return seen.map(SeenPlacement::plain).orElse("where it is");
    }
}
