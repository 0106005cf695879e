package io.spotmanager.domain.pool;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Objects;

/**
 * The checks of a move in a few words, for a label beside a target.
 *
 * @param reason why it is refused, or what its requester has to accept; empty for an allowed move
 * @param acknowledge what the request has to acknowledge; empty unless the result is {@link Result#ACKNOWLEDGE}
 */
public record MoveVerdict(Result result, String reason, List<Acknowledgement> acknowledge) {
    /** From harmless to final. */
    public enum Result {
        ALLOWED,
        ACKNOWLEDGE,
        REFUSED
    }

    static MoveVerdict of(List<Check> checks) {
        var refusal = checks.stream()
                .filter(check -> check.result() == Check.Result.REFUSED)
                .findFirst();
        if (refusal.isPresent()) {
            return refused(brief(refusal.get()));
        }
        var open = checks.stream().filter(check -> !check.allows()).toList();
        return new MoveVerdict(
                open.isEmpty() ? Result.ALLOWED : Result.ACKNOWLEDGE,
                open.stream().map(MoveVerdict::brief).collect(joining(", ")),
                open.stream()
                        .map(check -> Objects.requireNonNull(check.acknowledgement()))
                        .toList());
    }

    static MoveVerdict refused(String reason) {
        return new MoveVerdict(Result.REFUSED, reason, List.of());
    }

    private static String brief(Check check) {
        return Objects.requireNonNullElse(check.brief(), check.text());
    }
}
