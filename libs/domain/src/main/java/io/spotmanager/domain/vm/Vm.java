package io.spotmanager.domain.vm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM as its provider tells of it. Neither its host nor its id in Nova is told.
 *
 * @param environment the name; null when not told
 * @param flavor the name; null when not told
 * @param labels as given when it was created; empty when none are told
 * @param createdAt taken as UTC where the provider leaves the zone out; null when not told
 */
public record Vm(
        long id,
        String name,
        @Nullable String environment,
        @Nullable String flavor,
        VmCondition condition,
        List<String> labels,
        @Nullable Instant createdAt) {

    public Vm {
        labels = List.copyOf(labels);
    }
}
