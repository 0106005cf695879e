package io.spotmanager.domain.compute;

import org.jspecify.annotations.Nullable;

/**
 * A tenant that uses resources of a host, or may get them back, although Nova's list of servers does not show it there.
 *
 * @param id the server's id, or the consumer's id in placement; empty for {@link Kind#CELL_DOWN}
 * @param name the server's name; null if unknown
 * @param text why it counts, as the second half of a sentence
 */
public record HiddenTenant(Kind kind, String id, @Nullable String name, String text) {

    /** How it was found. */
    public enum Kind {
        /** A server that was deleted and can be restored until Nova reclaims it. */
        SOFT_DELETED,
        /** A server with an unfinished migration, resize or evacuation to or from the host. */
        MIGRATION,
        /** A consumer in placement that is in none of Nova's lists. */
        ALLOCATION,
        /** An allocation or a migration whose server no longer exists. */
        LEFT_OVER,
        /** Nova cannot reach the host's cell, so the servers of the host are unknown. */
        CELL_DOWN;

        /** True if a server uses the host or may use it again. */
        public boolean isTenant() {
            return this == SOFT_DELETED || this == MIGRATION || this == ALLOCATION;
        }
    }

    public static HiddenTenant softDeleted(Server server) {
        return new HiddenTenant(
                Kind.SOFT_DELETED, server.id(), server.name(), "is soft-deleted and can be restored there");
    }

    public static HiddenTenant leftOver(String id, String text) {
        return new HiddenTenant(Kind.LEFT_OVER, id, null, text);
    }

    public static HiddenTenant cellDown() {
        return new HiddenTenant(
                Kind.CELL_DOWN,
                "",
                null,
                "Nova cannot reach the cell of this host (status UNKNOWN), so its servers are not known");
    }

    /** Returns the server's name, or the id if the name is unknown; for a sentence. */
    public String label() {
        return name == null || name.isEmpty() ? id : name;
    }
}
