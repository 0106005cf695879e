package io.spotmanager.domain.call;

import java.util.List;

/** Builds the equivalent shell command of a call, which an operator can paste. */
public final class CommandLine {

    private static final String PLAIN_SIGNS = "._@:/=+,-";

    private CommandLine() {}

    /** Joins the words; quotes each for a shell if necessary. */
    public static String of(String... words) {
        return String.join(" ", List.of(words).stream().map(CommandLine::quoted).toList());
    }

    private static String quoted(String word) {
        return !word.isEmpty() && word.chars().allMatch(CommandLine::plain)
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean plain(int letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || PLAIN_SIGNS.indexOf(letter) >= 0;
    }
}
