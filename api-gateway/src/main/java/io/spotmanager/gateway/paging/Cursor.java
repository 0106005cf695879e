package io.spotmanager.gateway.paging;

import io.spotmanager.gateway.problem.BoundedInstantEditor;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A position in a list that is ordered by time and id, both in the same direction. */
public record Cursor(Instant at, UUID id) {
    public String text() {
        return at + "_" + id;
    }

    /** @return null for null */
    public static @Nullable Cursor parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var parts = text.split("_", 2);
            var at = Instant.parse(parts[0]);
            if (BoundedInstantEditor.is(at)) {
                return new Cursor(at, UUID.fromString(parts[1]));
            }
        } catch (DateTimeParseException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw refusal();
        }
        throw refusal();
    }

    public static ProblemException refusal() {
        return FieldProblem.refusal("cursor", "must be a next_cursor of this list");
    }
}
