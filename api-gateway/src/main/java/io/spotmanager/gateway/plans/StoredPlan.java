package io.spotmanager.gateway.plans;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.plans.Plan.Cannot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** What is only shown of a plan, as it is stored. A gateway of another release may have stored it. */
final class StoredPlan {
    private static final Cannot UNREADABLE = new Cannot(
            null,
            "This release cannot read all that another release has stored of this plan: what could not be done when it was made, or its pools before and after.");

    private StoredPlan() {}

    /** Returns empty if this release cannot read it. */
    static <T> Optional<List<T>> list(String json, Class<T[]> type) {
        try {
            var read = Json.MAPPER.readValue(json, type);
            return read != null && Arrays.stream(read).allMatch(each -> each != null)
                    ? Optional.of(List.of(read))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Returns what cannot be done, with a sentence if that or the rest could not be read. */
    static List<Cannot> told(Optional<List<Cannot>> cannot, boolean isRestRead) {
        if (cannot.isPresent() && isRestRead) {
            return cannot.get();
        }
        var told = new ArrayList<>(cannot.orElse(List.of()));
        told.add(UNREADABLE);
        return List.copyOf(told);
    }
}
