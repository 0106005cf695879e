package io.spotmanager.gateway.feature;

import io.spotmanager.gateway.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A part of the product that needs its own settings. Each is declared as a bean of this type; {@code /api/me} lists them.
 *
 * @param name as the API spells it, for example {@code launch}
 * @param why the missing setting; null if available
 */
public record Feature(
        String name, boolean available, @Nullable String why) {
    public static Feature on(String name) {
        return new Feature(name, true, null);
    }

    /** @param why for example {@code no Hyperstack key: set HYPERSTACK_API_KEY} */
    public static Feature off(String name, String why) {
        return new Feature(name, false, why);
    }

    /** Throws a problem if this feature is off. */
    public void require() {
        if (!available) {
            throw ProblemType.FEATURE_OFF.because(
                    "Nothing was done. %s is switched off here: %s.".formatted(name, why));
        }
    }
}
