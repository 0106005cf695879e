package io.spotmanager.gateway.feature;

import io.spotmanager.gateway.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * A part of the product that works only with settings of its own. Whoever owns one declares a bean of this type;
 * {@code /api/me} tells all of them.
 *
 * @param name as the API spells it, for example {@code launch}
 * @param why what is missing and the setting that would supply it; null when available
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

    /** Refuses the request while this is off. */
    public void require() {
        if (!available) {
            throw ProblemType.FEATURE_OFF.because(
                    "Nothing was done. %s is switched off here: %s.".formatted(name, why));
        }
    }
}
