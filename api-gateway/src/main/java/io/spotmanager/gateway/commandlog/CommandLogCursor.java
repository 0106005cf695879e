package io.spotmanager.gateway.commandlog;

import io.spotmanager.gateway.operations.Cursor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in the log: several steps of one operation can be of the same moment. */
record CommandLogCursor(Instant at, UUID operation, int seq) {
    private static final char BETWEEN = '_';

    String text() {
        return new Cursor(at, operation).text() + BETWEEN + seq;
    }

    /** @return null for null */
    static @Nullable CommandLogCursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var end = text.lastIndexOf(BETWEEN);
        var moment = Cursor.parse(end < 0 ? text : text.substring(0, end));
        var seq = end < 0 ? "" : text.substring(end + 1);
        if (moment == null || !seq.matches("[0-9]{1,9}")) {
            throw Cursor.refusal();
        }
        return new CommandLogCursor(moment.at(), moment.id(), Integer.parseInt(seq));
    }
}
