package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.migration.PlannedMoves.Previewed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What was shown of an item, as it is stored. A gateway of another release may have stored it. */
final class StoredPreview {
    private static final String NAME = "stored";
    private static final Previewed UNREADABLE = new Previewed(
            false,
            false,
            List.of(
                    Check.refused(
                            NAME,
                            "This release cannot read the checks that another release has stored here. An operation that has not begun does not begin with them: plan it again.")),
            List.of(),
            List.of(),
            Instant.EPOCH);

    private StoredPreview() {}

    /** Returns one that refuses if this release cannot read it. */
    static Previewed of(String json) {
        try {
            return Json.MAPPER.readValue(json, Previewed.class);
        } catch (JacksonException e) {
            return UNREADABLE;
        }
    }

    /** Returns why an item cannot begin, as a sentence; null if it was read. */
    static @Nullable String obstacle(Previewed preview) {
        return preview == UNREADABLE ? preview.checks().getFirst().text() : null;
    }
}
