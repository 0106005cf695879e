package io.spotmanager.domain.pool;

import org.jspecify.annotations.Nullable;

/**
 * The result of one rule for one move or launch.
 *
 * @param name stable, for scripts
 * @param text a sentence with the finding and, if the rule does not pass, what to do
 * @param brief the same in a few words, for a label; null if it needs no decision
 * @param acknowledgement what would let the move pass; null unless the result is {@link Result#NEEDS_ACKNOWLEDGEMENT}
 */
public record Check(
        String name,
        Result result,
        String text,
        @Nullable String brief,
        @Nullable Acknowledgement acknowledgement) {
    /** From harmless to refused. */
    public enum Result {
        PASSED,
        WARNING,
        NEEDS_ACKNOWLEDGEMENT,
        REFUSED
    }

    public static Check passed(String name, String text) {
        return new Check(name, Result.PASSED, text, null, null);
    }

    public static Check warning(String name, String text) {
        return new Check(name, Result.WARNING, text, null, null);
    }

    public static Check refused(String name, String text) {
        return refused(name, text, null);
    }

    static Check refused(String name, String text, @Nullable String brief) {
        return new Check(name, Result.REFUSED, text, brief, null);
    }

    static Check acknowledgeable(String name, String text, String brief, Acknowledgement what, MoveRequest move) {
        return move.acknowledges(what)
                ? passed(name, text + " Acknowledged.")
                : new Check(
                        name,
                        Result.NEEDS_ACKNOWLEDGEMENT,
                        text + " To move it anyway, send acknowledge: [\"" + what + "\"].",
                        brief,
                        what);
    }

    /** True if this rule allows the move or launch. */
    public boolean allows() {
        return result == Result.PASSED || result == Result.WARNING;
    }
}
