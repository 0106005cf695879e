package io.spotmanager.domain.pool;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request to move a host from one pool to another.
 *
 * @param acknowledge the consequences that the requester accepts; null for none, never empty
 */
public record MoveRequest(
        String host,
        String sourceAggregate,
        String targetAggregate,
        @Nullable Set<Acknowledgement> acknowledge) {
    /** The pool that a host without one comes from or goes to; no aggregate has an empty name. */
    private static final String NO_POOL = "";

    public MoveRequest {
        acknowledge = acknowledge == null || acknowledge.isEmpty()
                ? null
                : Collections.unmodifiableSet(new TreeSet<>(acknowledge));
    }

    /** A host that is in no pool enters one. */
    static MoveRequest into(String host, String target, @Nullable Set<Acknowledgement> acknowledge) {
        return new MoveRequest(host, NO_POOL, target, acknowledge);
    }

    /** A host leaves its pool and enters no other. */
    static MoveRequest outOf(String host, String source, @Nullable Set<Acknowledgement> acknowledge) {
        return new MoveRequest(host, source, NO_POOL, acknowledge);
    }

    public boolean acknowledges(Acknowledgement what) {
        return acknowledge != null && acknowledge.contains(what);
    }
}
