package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.call.CloudQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The readable rows of a list.
 *
 * @param leftOut a description of each row that was left out, because it cannot be read and nothing depends on it
 * @param size how many rows came
 */
record Rows<T>(List<T> items, List<String> leftOut, int size) {

    /** A row that cannot be read. The message describes it, without the row's content except for short values. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message, null, false, false);
        }

        String text() {
            return String.valueOf(getMessage());
        }
    }

    private static final int LONGEST_LABEL = 60;

    /**
     * Reads each row and leaves out the unreadable ones.
     *
     * @param rows null if the answer has no list; a null row is no object
     * @param what such as {@code an aggregate}
     * @param reader throws {@link Unreadable} for a row to be left out; returns null for a row that is of no interest
     * @throws HttpFailure.MalformedResponse if there is no list, or if none of its rows can be read
     */
    static <E, T> Rows<T> of(@Nullable List<@Nullable E> rows, String what, Function<E, @Nullable T> reader) {
        if (rows == null) {
            throw new HttpFailure.MalformedResponse("an answer without " + what.replaceFirst("^an? ", "") + "s");
        }
        List<T> items = new ArrayList<>(rows.size());
        List<String> leftOut = new ArrayList<>();
        for (E row : rows) {
            try {
                if (row == null) {
                    throw new Unreadable("that is no object");
                }
                T item = reader.apply(row);
                if (item != null) {
                    items.add(item);
                }
            } catch (Unreadable problem) {
                leftOut.add(what + " " + problem.text());
            }
        }
        if (!rows.isEmpty() && leftOut.size() == rows.size()) {
            throw new HttpFailure.MalformedResponse("a list of which no row can be read: " + leftOut.getFirst());
        }
        return new Rows<>(items, leftOut, rows.size());
    }

    /** Reads each row of a list in which every row matters: a row that cannot be read makes the answer unusable. */
    static <E, T> Rows<T> all(@Nullable List<@Nullable E> rows, String what, Function<E, @Nullable T> reader) {
        Rows<T> read = of(rows, what, reader);
        if (!read.leftOut().isEmpty()) {
            throw new HttpFailure.MalformedResponse(read.leftOut().getFirst());
        }
        return read;
    }

    /** Returns a name for a message: shortened, and without control characters. */
    static String label(@Nullable String name) {
        if (name == null) {
            return "without a name";
        }
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return CloudQuote.of(
                printable.length() > LONGEST_LABEL ? printable.substring(0, LONGEST_LABEL) + "..." : printable);
    }
}
