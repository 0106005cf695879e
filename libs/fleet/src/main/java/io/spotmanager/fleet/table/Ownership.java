package io.spotmanager.fleet.table;

import org.jspecify.annotations.Nullable;

/** The owner and the place of a machine; null for what is unknown. */
public record Ownership(
        @Nullable String tenant,
        @Nullable String ownerGroup,
        @Nullable String site,
        @Nullable String rack) {
    public static final Ownership UNKNOWN = new Ownership(null, null, null, null);
}
