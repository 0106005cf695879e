package io.spotmanager.system.recording;

import static io.spotmanager.system.recording.Catching.forGood;

import io.spotmanager.system.harness.Fault;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Moves in each of their open states. */
final class RecordedMoves {
    private static final String KIND = "migration";

    private final Installation installation;
    private final Catching catching;
    private final Iterator<Move> possible;
    private Move latest;
    private final Supplier<UUID> request = this::request;

    RecordedMoves(Installation installation, Catching catching) {
        this.installation = installation;
        this.catching = catching;
        var held = installation.operator().heldHosts();
        this.possible = installation.cloud().fleet().possibleMoves().stream()
                .filter(move -> !held.contains(move.host()))
                .filter(move ->
                        !List.of(move.sourceAggregate(), move.targetAggregate()).contains(move.elsewhere()))
                .iterator();
        this.latest = possible.next();
    }

    private UUID request() {
        return installation.operator().move(latest);
    }

    private Move next() {
        latest = possible.next();
        return latest;
    }

    private static Fault[] faults(Fault... faults) {
        return faults;
    }

    /** The next move, whose removal or addition meets that fault. */
    private Fault removing(String fault) {
        return Fault.of(fault).onRemoving(next().host());
    }

    private Fault adding(String fault) {
        return Fault.of(fault).onAdding(next().host());
    }

    void catchAll() {
        next();
        keep(
                catching.caught(request, forGood(Fault.of("hang").at("GET", "/os-aggregates"))),
                "REQUESTED",
                "a read got no answer",
                "SUCCEEDED");
        for (var fault : new String[] {"hang", "hang-after"}) {
            keep(catching.caught(request, forGood(removing(fault))), "VALIDATED", "removal: " + fault, "SUCCEEDED");
            keep(catching.caught(request, forGood(adding(fault))), "HOST_REMOVED", "addition: " + fault, "SUCCEEDED");
        }
        keep(
                catching.caughtIn("HOST_ADDED", request, calls -> {
                    next();
                    return faults(
                            forGood(Fault.of("hang").at("GET", "/os-aggregates").after(calls)));
                }),
                "HOST_ADDED",
                "a read got no answer",
                "SUCCEEDED");
        waysBack();
        askedFor();
        standing();
    }

    private void waysBack() {
        for (var fault : new String[] {"hang", "hang-after"}) {
            keep(
                    catching.caught(
                            request,
                            adding("error-before").times(RecordRelease.ATTEMPTS),
                            forGood(Fault.of(fault).onAdding(latest.host()))),
                    "RESTORING",
                    "addition to its source: " + fault,
                    "ROLLED_BACK");
        }
        keep(
                catching.caughtAfter("cancel", "CANCELLING", request, () -> List.of(removing("hang"))),
                "CANCELLING",
                "a read got no answer",
                "CANCELLED");
        keep(
                catching.caughtAfter("adopt", "ADOPTING", request, () -> List.of(adding("hang"))),
                "ADOPTING",
                "a read got no answer",
                "ADOPTED");
    }

    /** What an operator asked for, and no worker has taken up. */
    private void askedFor() {
        var cancelled = catching.caught(request, forGood(removing("hang")));
        catching.ask(cancelled, "cancel");
        keep(cancelled, "VALIDATED", "removal: hang, and cancelled", "CANCELLED");
        for (var fault : new String[] {"hang", "hang-after"}) {
            var back = catching.caught(request, forGood(adding(fault)));
            catching.ask(back, "roll-back");
            keep(back, "HOST_REMOVED", "addition: %s, and asked to roll back".formatted(fault), "ROLLED_BACK");
        }
        var adopted = catching.caught(request, forGood(adding("hang-after")));
        catching.ask(adopted, "adopt");
        keep(adopted, "HOST_REMOVED", "addition: hang-after, and asked to adopt", "ADOPTED");
    }

    private UUID inFrontOfAPerson() {
        var operation = catching.slowly(request, List.of(adding("hang")));
        installation.cloud().strangerAdds(latest.host(), latest.elsewhere());
        return catching.awaitState(operation, "NEEDS_OPERATOR");
    }

    private void standing() {
        keep(inFrontOfAPerson(), "NEEDS_OPERATOR", "a stranger added it elsewhere", "NEEDS_OPERATOR");
    }

    /** Those that no worker works at any more: called when all of them are dead. */
    void withoutWorkers(UUID needsOperator) {
        catching.ask(needsOperator, "adopt");
        keep(needsOperator, "NEEDS_OPERATOR", "asked to adopt", "ADOPTED");
        next();
        keep(request(), "REQUESTED", "no worker has claimed it", "SUCCEEDED");
    }

    /** Returns one that a person has to look at, for {@link #withoutWorkers}. */
    UUID another() {
        return inFrontOfAPerson();
    }

    private void keep(UUID operation, String state, String what, String... ends) {
        catching.keep(operation, KIND, state, what, ends);
    }
}
