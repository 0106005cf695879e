package io.spotmanager.gateway.approvals;

/** Why a command needs a second person. The names are stable; scripts may rely on them. */
public enum ApprovalRule {
    /** It touches the pool of a contract. */
    CONTRACT,
    /** The host has VMs, or may have some. */
    VMS,
    /** The person has begun too many commands within a short time. */
    COMMANDS,
    /** A plan has too many operations for one person. */
    PLAN;

    /**
     * @param rule that applies
     * @param text a sentence with the finding
     */
    public record Applied(ApprovalRule rule, String text) {}
}
