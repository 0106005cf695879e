package io.spotmanager.fleet.table;

import org.jspecify.annotations.Nullable;

/** Whose a machine is and where it stands; null for what nobody knows. */
public record Ownership(
        @Nullable String tenant,
        @Nullable String ownerGroup,
        @Nullable String site,
        @Nullable String rack) {
    public static final Ownership UNKNOWN = new Ownership(null, null, null, null);
}
