package io.spotmanager.launch.retire;

import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect.CloudCall;
import io.spotmanager.workflow.step.ActionDescription.Effect;
import io.spotmanager.workflow.step.ActionDescription.Recommendation;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of a retirement say of the move that follows it.
 *
 * @param target empty if none follows
 * @param seen where the host was last read; empty if it was not
 */
record MoveWords(String source, String target, Optional<SeenPlacement> seen) {
    private static final String OPENSTACK = "OpenStack";
    private static final String ASKED_AGAIN =
            " If Nova shows the host elsewhere by then, nothing is changed and you are asked again.";

    static MoveWords of(Situation situation) {
        return new MoveWords(
                situation.requested("source_aggregate", "its source"),
                situation.requested("target_aggregate", ""),
                SeenPlacement.in(situation.facts()));
    }

    /** What happens to the host once nothing of the VM is left, as a sentence; empty if it stays where it is. */
    String afterwards() {
        return target.isEmpty() ? "" : " Then the host is moved from %s to %s.".formatted(source, target);
    }

    /** @return null for a state that says nothing of the move */
    @Nullable
    Effect said(RetireState state) {
        return switch (state) {
            case GONE ->
                said(
                        "Check the move to %s again".formatted(target),
                        "All rules of moves are applied to what Nova shows then. If they allow it, the host is moved.");
            case MOVABLE ->
                said(
                        "Move from %s to %s".formatted(source, target),
                        "The host leaves %s if it is there and empty, and is added to %s.".formatted(source, target)
                                + ASKED_AGAIN);
            case HOST_REMOVED ->
                said(
                        "Add to %s".formatted(target),
                        "The host is added to %s and looked for there.".formatted(target) + ASKED_AGAIN);
            case HOST_ADDED ->
                said(
                        "Check that it is in %s".formatted(target),
                        "Nothing is changed. It succeeds if Nova shows the host in %s alone.".formatted(target));
            case RESTORING ->
                said(
                        "Keep the host in %s".formatted(source),
                        "The VM stays deleted. The host is put back into %s if it has left, and this ends as retired, not moved."
                                        .formatted(source)
                                + ASKED_AGAIN);
            case LEAVING ->
                said(
                        seen.map(host -> "Leave the host %s and close".formatted(host.plain()))
                                .orElse("Leave the host where it is and close"),
                        "Nothing is changed. Nova is read once more, and this ends as adopted with what that shows.");
            default -> null;
        };
    }

    private Effect said(String caption, String effect) {
        return new Effect(caption, effect, seen.map(SeenPlacement::at).orElse(null));
    }

    /** @return empty for a state that says nothing of the move */
    List<CloudCall> calls(RetireState state) {
        return switch (state) {
            case REQUESTED, VALIDATED, UNLISTED, DELETING_VM, VM_DELETED, MACHINE_REMOVED, GONE, MOVABLE ->
                target.isEmpty() ? List.of() : calls("take the host out of " + source, "add the host to " + target);
            case HOST_REMOVED -> calls("add the host to " + target);
            case RESTORING ->
                calls(
                        "take the host out of %s, if it is there".formatted(target),
                        "add the host to %s, if it is not there".formatted(source));
            default -> List.of();
        };
    }

    private static List<CloudCall> calls(String... words) {
        return Stream.of(words).map(call -> new CloudCall(OPENSTACK, call)).toList();
    }

    /** Where the host is at the end if it was left alone. */
    String where() {
        return seen.map(SeenPlacement::plain).orElse("where it is");
    }

    /** What is best in front of a person once the VM is gone. */
    static Recommendation recommended(Optional<SeenPlacement> seen) {
        return seen.flatMap(host -> host.astray("move"))
                .orElseGet(() -> new Recommendation(
                        Signal.RETRY, "Nova is read before anything is changed, and what is done already is found."));
    }
}
