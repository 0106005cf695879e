package io.spotmanager.domain.call;

/** Builds the equivalent shell command of a call, which an operator can paste. */
public final class CommandLine {

    private static final String PLAIN_SIGNS = "._@:/=+,-";

    private CommandLine() {}

    /** Joins the words; quotes each for a shell if necessary. A plan of a thousand moves has two thousand of these. */
    public static String of(String... words) {
        var line = new StringBuilder();
        for (var word : words) {
            line.append(line.isEmpty() ? "" : " ").append(isPlain(word) ? word : quoted(word));
        }
        return line.toString();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static boolean isPlain(String word) {
        for (var index = 0; index < word.length(); index++) {
            if (!plain(word.charAt(index))) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    private static boolean plain(int letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || PLAIN_SIGNS.indexOf(letter) >= 0;
    }
}
