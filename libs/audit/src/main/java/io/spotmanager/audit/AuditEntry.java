package io.spotmanager.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One entry of an operation's history. Its hash covers its own content and the hash before it, so that a changed, removed or
 * inserted entry makes every later hash wrong.
 *
 * @param at to the microsecond, as PostgreSQL keeps it
 * @param detail a JSON object as text; hashed as it stands
 */
public record AuditEntry(UUID operationId, int seq, Instant at, AuditEvent what, String detail, String hash) {
    /**
     * The entry that follows the given head.
     *
     * @throws ArithmeticException after the largest number of an entry
     */
    public static AuditEntry after(AuditHead head, UUID operationId, Instant at, AuditEvent what, String detail) {
        var micros = at.truncatedTo(ChronoUnit.MICROS);
        var seq = Math.addExact(head.seq(), 1);
        return new AuditEntry(
                operationId, seq, micros, what, detail, hash(head.hash(), operationId, seq, micros, what, detail));
    }

    public AuditHead head() {
        return new AuditHead(seq, hash);
    }

    /** Returns true if the hash is correct for an entry that follows one with that hash. */
    public boolean follows(String previousHash) {
        return hash.equals(hash(previousHash, operationId, seq, at, what, detail));
    }

    private static String hash(String previous, UUID operationId, int seq, Instant at, AuditEvent what, String detail) {
        return ChainHash.of(
                previous,
                operationId,
                seq,
                at.getEpochSecond(),
                at.getNano() / 1_000,
                what.actor(),
                what.event(),
                what.fromState(),
                what.toState(),
                what.step(),
                what.attempt(),
                what.fence(),
                detail);
    }
}
