package io.spotmanager.domain.pool;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;

/**
 * The checks of a move in a few words, for a label beside a target.
 *
 * @param reason why it is refused, or what its requester has to accept; empty for an allowed move
 * @param whenEmpty whether it is refused only until nobody uses the host any more: {@code when: "empty"} waits for that
 * @param acknowledge what the request has to acknowledge; empty unless the result is {@link Result#ACKNOWLEDGE}
 */
public record MoveVerdict(Result result, String reason, boolean whenEmpty, List<Acknowledgement> acknowledge) {
    /** From harmless to final. */
    public enum Result {
        ALLOWED,
        ACKNOWLEDGE,
        REFUSED
    }

    static MoveVerdict of(List<Check> checks) {
        var refusals = checks.stream()
                .filter(check -> check.result() == Check.Result.REFUSED)
                .toList();
        if (!refusals.isEmpty()) {
            var whenEmpty = refusals.stream().allMatch(check -> check.name().equals(TenantRules.VMS));
            return new MoveVerdict(Result.REFUSED, brief(refusals.getFirst()), whenEmpty, List.of());
        }
        var open = checks.stream().filter(check -> !check.allows()).toList();
        return new MoveVerdict(
                open.isEmpty() ? Result.ALLOWED : Result.ACKNOWLEDGE,
                open.stream().map(MoveVerdict::brief).collect(joining(", ")),
                false,
                open.stream()
                        .map(check -> Objects.requireNonNull(check.acknowledgement()))
                        .toList());
    }

    /** No waiting helps. */
    public static MoveVerdict refused(String reason) {
        return new MoveVerdict(Result.REFUSED, reason, false, List.of());
    }

    private static String brief(Check check) {
        return Objects.requireNonNullElse(check.brief(), check.text());
    }
}
