package io.spotmanager.gateway.paging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A position in a list of entries, newest first. It includes {@code seq}, because entries of one chain can have the same time.
 *
 * @param chain to which the entry belongs, such as the operation
 */
public record EntryCursor(Instant at, UUID chain, int seq) {
    private static final char SEPARATOR = '_';

    public String text() {
        return new Cursor(at, chain).text() + SEPARATOR + seq;
    }

    /** @return null for null */
    public static @Nullable EntryCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var end = text.lastIndexOf(SEPARATOR);
        var position = Cursor.parse(end < 0 ? text : text.substring(0, end));
        var seq = end < 0 ? "" : text.substring(end + 1);
        if (position == null || !seq.matches("[0-9]{1,9}")) {
            throw Cursor.refusal();
        }
        return new EntryCursor(position.at(), position.id(), Integer.parseInt(seq));
    }
}
