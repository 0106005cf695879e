package io.spotmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The end of an operation's history.
 *
 * @param seq entries so far; the first entry has 1
 * @param hash the latest entry's, 64 hexadecimal digits; empty before the first
 */
public record AuditHead(int seq, String hash) {
    public static final AuditHead NONE = new AuditHead(0, "");

    /**
     * Selects {@code seq} and {@code hash} of the entry of an operation {@code :id} that the next one can follow: the
     * newest whose next number is free and not too large. It ignores the operation's row. No row for an operation without entries.
     */
    public static final String NEWEST = """
            select seq, hash from audit_entry e
            where e.operation_id = :id and e.seq < 2147483647
              and not exists (select from audit_entry n where n.operation_id = e.operation_id and n.seq = e.seq + 1)
            order by seq desc limit 1""";

    /** @param row of {@link #NEWEST} */
    public static AuditHead of(ResultSet row, int number) throws SQLException {
        return new AuditHead(row.getInt("seq"), row.getString("hash"));
    }
}
