package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * One entry of the security log. Its hash covers its own content and the hash before it, so that a changed, removed or inserted
 * entry makes every later hash of its chain wrong.
 *
 * @param chain the run of a gateway
 * @param at to the microsecond, as PostgreSQL keeps it
 */
public record SecurityEntry(UUID chain, int seq, Instant at, SecurityEvent what, String hash) {
    /** The entry that follows the given head. */
    static SecurityEntry after(AuditHead head, UUID chain, Instant at, SecurityEvent what) {
        var micros = at.truncatedTo(ChronoUnit.MICROS);
        var seq = Math.addExact(head.seq(), 1);
        return new SecurityEntry(chain, seq, micros, what, hash(head.hash(), chain, seq, micros, what));
    }

    /** Returns true if the hash is correct for an entry that follows one with that hash. */
    boolean follows(String previousHash) {
        return hash.equals(hash(previousHash, chain, seq, at, what));
    }

    /** @param row of the table {@code security_entry}, all columns */
    public static SecurityEntry of(ResultSet row, int number) throws SQLException {
        return new SecurityEntry(
                row.getObject("chain", UUID.class),
                row.getInt("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new SecurityEvent(
                        row.getString("part"),
                        row.getString("event"),
                        row.getString("outcome"),
                        row.getString("actor"),
                        row.getString("address"),
                        row.getString("request_id"),
                        row.getInt("times"),
                        row.getString("detail")),
                row.getString("hash"));
    }

    private static String hash(String previous, UUID chain, int seq, Instant at, SecurityEvent what) {
        return ChainHash.of(
                previous,
                chain,
                seq,
                at.getEpochSecond(),
                at.getNano() / 1_000,
                what.part(),
                what.event(),
                what.outcome(),
                what.actor(),
                what.address(),
                what.requestId(),
                what.times(),
                what.detail());
    }
}
