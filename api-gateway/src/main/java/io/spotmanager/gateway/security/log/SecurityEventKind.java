package io.spotmanager.gateway.security.log;

/** What the security log records. The names are stable; scripts may rely on them. */
public enum SecurityEventKind {
    /** A gateway has started; the detail names its release. */
    STARTED,
    /** Settings differ from those of the start before. Secrets are named without their values. */
    SETTINGS_CHANGED,
    LOGGED_IN,
    /** A wrong name, password or token. The like of it from one address are counted together for a minute. */
    LOG_IN_FAILED,
    /** Not looked at, because too many log-ins have failed or are being checked. Counted together for a minute. */
    LOCKED_OUT,
    LOGGED_OUT,
    SESSIONS_ENDED,
    /** A person or token may not do that. Counted together for a minute. */
    REFUSED,
    /** A changing request without the token of its session, or that a page of another site sent. Counted together for a minute. */
    FORGED,
    /** A request that cannot be read, or has what is never valid. Counted together for a minute. */
    MALFORMED,
    TOKEN_MADE,
    TOKEN_REVOKED,
    /** The first use by an address within an hour. */
    TOKEN_USED,
    PERSON_ADDED,
    PERSON_CHANGED,
    PERSON_DISABLED,
    PERSON_ENABLED,
    PASSWORD_CHANGED,
    /** Somebody accepted that a list of a cloud shows much less than before. */
    LIST_ACCEPTED,
    /** Data left the service: history, operations or this log. */
    EXPORTED,
    /** The VMs of a host, which are its customers', were read. The first read within ten minutes. */
    VMS_READ,
    /** A command waits for a second person. The detail of this and the next four names the approval, the command and the requester. */
    APPROVAL_REQUESTED,
    /** A person approved it; the detail names the operation if it has begun. */
    APPROVAL_GIVEN,
    APPROVAL_DECLINED,
    APPROVAL_WITHDRAWN,
    /** Nobody approved it in time. */
    APPROVAL_EXPIRED,
    /** A command is to begin at a time. The detail of this and the next six names the reservation, the command, the times and the requester. */
    RESERVATION_MADE,
    RESERVATION_MOVED,
    RESERVATION_CANCELLED,
    /** It began; the detail names the operation. Without an actor it began at its time, with one a person let it begin. */
    RESERVATION_BEGUN,
    /** Its rules refused it at its time, and it stands in front of a person. */
    RESERVATION_ASKS,
    /** Its rules refused it at its time, and that was its end. */
    RESERVATION_REFUSED,
    /** It could not begin in time, and that was its end. */
    RESERVATION_MISSED,
    WINDOW_SET,
    WINDOW_DELETED,
    /** An admin has set a policy of a pool; the detail has all of it, and who may be acted for. */
    POLICY_SET,
    POLICY_DELETED,
    /** A policy has committed its proposal by itself, with the rights of the admin who allowed that. The detail names the plan. */
    POLICY_ACTED,
    /** A policy acts no more until an admin sets it again; the detail says why. */
    POLICY_HALTED,
    /** An admin has set a webhook; the detail has what it tells, and to which host. */
    WEBHOOK_SET,
    WEBHOOK_DELETED,
    WEBHOOK_SECRET_ROTATED,
    WEBHOOK_TESTED,
    /** An admin has sent an event again. */
    WEBHOOK_SENT_AGAIN,
    /** It failed for too long, or its receiver wants nothing any more; the detail says why. */
    WEBHOOK_DISABLED
}
