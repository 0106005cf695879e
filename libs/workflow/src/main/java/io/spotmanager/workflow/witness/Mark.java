package io.spotmanager.workflow.witness;

import java.util.Objects;
import java.util.UUID;

/**
 * An entry of a history that was certainly committed.
 *
 * @param installation whose history it is of
 * @param epoch read from the database before the entry was sent to it
 * @param hash of the entry, so that another history of the same length is told from this one
 * @param kind, subject and state of the operation after it, for the person who has to look
 */
public record Mark(
        UUID installation,
        UUID epoch,
        UUID operation,
        int seq,
        String hash,
        String kind,
        String subject,
        String state) {
    /** Half a mark, as somebody else may send it, is none. */
    public Mark {
        Objects.requireNonNull(installation, "installation");
        Objects.requireNonNull(epoch, "epoch");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
    }
}
