package io.spotmanager.gateway.commandlog;

import io.spotmanager.gateway.operations.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position in the log. It includes {@code seq}, because steps of one operation can have the same time. */
record CommandLogCursor(Instant at, UUID operation, int seq) {
    private static final char SEPARATOR = '_';

    String text() {
        return new Cursor(at, operation).text() + SEPARATOR + seq;
    }

    /** @return null for null */
    static @Nullable CommandLogCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var end = text.lastIndexOf(SEPARATOR);
        var position = Cursor.parse(end < 0 ? text : text.substring(0, end));
        var seq = end < 0 ? "" : text.substring(end + 1);
        if (position == null || !seq.matches("[0-9]{1,9}")) {
            throw Cursor.refusal();
        }
        return new CommandLogCursor(position.at(), position.id(), Integer.parseInt(seq));
    }
}
