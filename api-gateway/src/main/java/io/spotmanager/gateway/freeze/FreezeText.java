package io.spotmanager.gateway.freeze;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The freeze as the gateway told it, for a terminal. */
public final class FreezeText {
    private FreezeText() {}

    /** @param now as JSON, see {@link FreezeState} */
    public static boolean isOff(JsonNode now) {
        return now.path("mode").asString("OFF").equals("OFF");
    }

    /** @param now as JSON, see {@link FreezeState} */
    public static String of(JsonNode now) {
        return isOff(now)
                ? "nothing is frozen"
                : "%s by %s since %s (number %d): %s"
                        .formatted(
                                now.path("mode").asString().toLowerCase(Locale.ROOT),
                                now.path("by").asString(""),
                                now.path("since").asString(""),
                                now.path("number").asLong(),
                                now.path("reason").asString(""));
    }
}
