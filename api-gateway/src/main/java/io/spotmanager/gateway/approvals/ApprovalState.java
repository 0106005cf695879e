package io.spotmanager.gateway.approvals;

/** Where a request for approval is. All but {@link #PENDING} are its end. */
public enum ApprovalState {
    PENDING,
    APPROVED,
    DECLINED,
    WITHDRAWN,
    EXPIRED
}
