package io.spotmanager.cli.text;

import java.util.Comparator;
import java.util.List;

/**
 * How a command ended, for scripts; docs/cli.md lists the numbers. 124 is that of {@code timeout(1)}. Ctrl-C and SIGTERM end the process with
 * 130 and 143, as a shell expects, without a value here: the JVM does so by itself.
 */
public enum ExitCode {
    DONE(0),
    /** An operation ended otherwise than asked for, or a look found something wrong. */
    FAILED(1),
    USAGE(2),
    /** The gateway, or one of its rules, says no; nothing was begun. */
    REFUSED(3),
    NOT_ALLOWED(4),
    /** No answer, or none of use. Whether a command was accepted is then said in words. */
    UNREACHABLE(5),
    /** Somebody has to decide or approve before it goes on. */
    NEEDS_PERSON(6),
    /** A defect of this program. */
    DEFECT(70),
    /** The time given with {@code --timeout} is over; the operation goes on. */
    TIME_OVER(124);

    private static final List<ExitCode> WORST_FIRST =
            List.of(DEFECT, USAGE, NOT_ALLOWED, UNREACHABLE, NEEDS_PERSON, FAILED, REFUSED, TIME_OVER, DONE);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** Returns the code of a command with several hosts: the one that most needs somebody to look. */
    public ExitCode and(ExitCode other) {
        return List.of(this, other).stream()
                .min(Comparator.comparingInt(WORST_FIRST::indexOf))
                .orElseThrow();
    }
}
