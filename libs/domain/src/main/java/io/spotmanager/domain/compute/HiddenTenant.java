package io.spotmanager.domain.compute;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who has resources of a host, or may get them back, without standing in Nova's list of servers there.
 *
 * @param id the server's, or else the consumer's in placement; empty for {@link Kind#CELL_DOWN}
 * @param name the server's; null when unknown
 * @param text why it counts, as the second half of a sentence
 */
public record HiddenTenant(Kind kind, String id, @Nullable String name, String text) {

    /** From what the cloud shows it. */
    public enum Kind {
        /** A server that was deleted and can be restored until Nova reclaims it. */
        SOFT_DELETED,
        /** A server on its way to or from the host: a migration, a resize or an evacuation that is not finished. */
        MIGRATION,
        /** A consumer in placement that Nova's lists do not explain. */
        ALLOCATION,
        /** An allocation or a migration whose server no longer exists. */
        LEFT_OVER,
        /** The cell of the host is out of Nova's reach, so nothing is known of its servers. */
        CELL_DOWN;

        /** Whether a server is behind it that runs there or may run there again. */
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

    /** The server's name where it is known, or else the id; for a sentence. */
    public String label() {
        return name == null || name.isEmpty() ? id : name;
    }
}
