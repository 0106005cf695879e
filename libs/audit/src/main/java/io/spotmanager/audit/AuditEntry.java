package io.spotmanager.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One entry of an operation's history. Its hash covers its own content and the hash before it, so that no entry can be
 * changed, left out or put in without every later hash telling.
 *
 * @param at to the microsecond, as PostgreSQL keeps it
 * @param detail a JSON object as text; hashed as it stands
 */
public record AuditEntry(UUID operationId, int seq, Instant at, AuditEvent what, String detail, String hash) {
    /**
     * The entry that follows the given head.
     *
     * @throws ArithmeticException behind the largest number that there is
     */
    public static AuditEntry after(AuditHead head, UUID operationId, Instant at, AuditEvent what, String detail) {
        var moment = at.truncatedTo(ChronoUnit.MICROS);
        var seq = Math.addExact(head.seq(), 1);
        return new AuditEntry(
                operationId, seq, moment, what, detail, hash(head.hash(), operationId, seq, moment, what, detail));
    }

    public AuditHead head() {
        return new AuditHead(seq, hash);
    }

    /** Whether this entry is what was written after an entry with that hash. */
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
