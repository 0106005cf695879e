package io.spotmanager.domain.vm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VM as its provider shows it, without its host and without its id in Nova.
 *
 * @param environment the name; null if unknown
 * @param flavor the name; null if unknown
 * @param labels the labels from its creation; empty if the provider returns none
 * @param createdAt read as UTC if the provider omits the zone; null if unknown
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
