package io.spotmanager.cli.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant. */
public final class NearestName {
    private NearestName() {}

    /** Returns {@code : did you mean "X"?}, or a full stop if no name is near. */
    public static String hint(String written, Collection<String> names) {
        return of(written, names).map(": did you mean %s?"::formatted).orElse(".");
    }

    /** Returns the name that needs the fewest changes of letters, if these are few; case does not count. */
    public static Optional<String> of(String written, Collection<String> names) {
        var most = Math.max(2, written.length() / 4);
        return names.stream()
                .filter(name -> changes(written, name) <= most)
                .min(Comparator.<String>comparingInt(name -> changes(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The number of letters to insert, remove or replace (Levenshtein). */
    private static int changes(String one, String other) {
        var from = one.toLowerCase(Locale.ROOT);
        var to = other.toLowerCase(Locale.ROOT);
        var above = new int[to.length() + 1];
        for (var column = 0; column < above.length; column++) {
            above[column] = column;
        }
        for (var row = 1; row <= from.length(); row++) {
            var line = new int[above.length];
            line[0] = row;
            for (var column = 1; column < line.length; column++) {
                var replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(replaced, Math.min(above[column], line[column - 1]) + 1);
            }
            above = line;
        }
        return above[to.length()];
    }
}
