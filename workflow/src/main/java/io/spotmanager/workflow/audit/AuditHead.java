package io.spotmanager.workflow.audit;

/**
 * The end of an operation's history.
 *
 * @param seq entries so far; the first entry has 1
 * @param hash the latest entry's, 64 hexadecimal digits; empty before the first
 */
public record AuditHead(int seq, String hash) {
    public static final AuditHead NONE = new AuditHead(0, "");
}
