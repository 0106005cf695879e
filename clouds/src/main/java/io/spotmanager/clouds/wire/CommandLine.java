package io.spotmanager.clouds.wire;

import java.util.List;
import java.util.regex.Pattern;

/** The command that does the same as a call, ready to paste: an operator repeats or undoes it by hand. */
public final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@:/=+,-]+");

    private CommandLine() {}

    /** Joins the words, each quoted for a shell where it needs to be. */
    public static String of(String... words) {
        return String.join(" ", List.of(words).stream().map(CommandLine::quoted).toList());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
