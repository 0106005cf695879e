package io.spotmanager.audit;

/**
 * A table of entries in chains, and the table of the checkpoints that cover it.
 *
 * @param entries with the columns {@code at}, {@code seq} and {@code hash}
 * @param chain the column that says to which chain an entry belongs
 * @param checkpoints all tables of checkpoints have the same columns
 * @param lock of the database; the writers of one ledger take it in turns
 */
public record Ledger(String entries, String chain, String checkpoints, long lock) {
    /** What was done to hosts: a chain for each operation. */
    public static final Ledger HISTORY =
            new Ledger("audit_entry", "operation_id", "audit_checkpoint", 0x5b07_c4ec_4b01_47L);

    /** Who came in and who may do what: a chain for each run of a gateway. */
    public static final Ledger SECURITY =
            new Ledger("security_entry", "chain", "security_checkpoint", 0x5b07_5ec0_4b01_47L);

    /** What was decided and noticed for the installation as a whole: a chain for each of its tables, which triggers write. */
    public static final Ledger INSTALLATION =
            new Ledger("installation_entry", "chain", "installation_checkpoint", 0x5b07_1457_4b01_47L);

    /** Returns SQL in which {@code {entries}}, {@code {chain}} and {@code {checkpoints}} are replaced by their names. */
    String sql(String text) {
        return text.replace("{entries}", entries).replace("{chain}", chain).replace("{checkpoints}", checkpoints);
    }
}
