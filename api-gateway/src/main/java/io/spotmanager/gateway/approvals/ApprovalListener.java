package io.spotmanager.gateway.approvals;

/** Is told that requests for approval may have changed, so that open boards show it at once. */
public interface ApprovalListener {
    /** Reads them. Returns when the changes are on their way to the boards of this gateway. */
    void poll();
}
