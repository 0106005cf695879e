package io.spotmanager.workflow.witness;

import io.spotmanager.audit.Json;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Some marks, as a file or a message keeps them.
 *
 * @param part that remembers them
 */
record Marks(String part, List<Mark> marks) {
    Marks {
        marks = List.copyOf(marks);
    }

    byte[] encoded() {
        return Json.MAPPER.writeValueAsBytes(this);
    }

    /** @throws JacksonException if these are no marks; what cannot be read proves nothing */
    static Marks decode(byte[] body) {
        return Json.MAPPER.readValue(body, Marks.class);
    }
}
