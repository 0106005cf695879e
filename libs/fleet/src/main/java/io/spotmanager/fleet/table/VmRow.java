package io.spotmanager.fleet.table;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param host null while it is on none */
public record VmRow(
        String id,
        String name,
        String status,
        @Nullable String host,
        @JsonUnwrapped Tenant tenant,
        @JsonUnwrapped Size size,
        @Nullable Instant created)
        implements Row {
    /** @param project its name; null where it is not known */
    public record Tenant(String projectId, @Nullable String project) {}

    public record Size(String flavor, int gpus) {}

    @Override
    public String key() {
        return id;
    }
}
