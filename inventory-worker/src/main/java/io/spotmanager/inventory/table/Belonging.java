package io.spotmanager.inventory.table;

import org.jspecify.annotations.Nullable;

/** Whose a machine is and where it stands; null for what nobody knows. */
public record Belonging(
        @Nullable String tenant,
        @Nullable String ownerGroup,
        @Nullable String site,
        @Nullable String rack) {
    public static final Belonging UNKNOWN = new Belonging(null, null, null, null);
}
