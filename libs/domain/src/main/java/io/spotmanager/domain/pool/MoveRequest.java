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
    public MoveRequest {
        acknowledge = acknowledge == null || acknowledge.isEmpty()
                ? null
                : Collections.unmodifiableSet(new TreeSet<>(acknowledge));
    }

    public boolean acknowledges(Acknowledgement what) {
        return acknowledge != null && acknowledge.contains(what);
    }
}
