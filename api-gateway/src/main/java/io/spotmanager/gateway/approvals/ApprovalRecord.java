package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes into the security log what became of a request for approval, in the transaction of the change. */
@Component
class ApprovalRecord {
    private final SecurityLog log;

    ApprovalRecord(SecurityLog log) {
        this.log = log;
    }

    /**
     * @param actor null if nobody decided in time
     * @param operation null if none has begun
     */
    void write(
            SecurityEventKind what,
            Approval approval,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable UUID operation) {
        var command = approval.command();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("approval", approval.id());
        detail.put("kind", command.kind());
        detail.put("host", command.subject());
        detail.put("request", command.request());
        detail.put("requested_by", command.requestedBy());
        put(detail, "token_owner", approval.asked().tokenOwner());
        detail.put(
                "rules",
                approval.rules().stream().map(ApprovalRule.Applied::rule).toList());
        put(detail, "first_person", approval.firstPerson());
        put(detail, "reason", reason);
        put(detail, "operation", operation);
        put(detail, "reservation", approval.reservation());
        log.done(what, actor, detail);
    }

    private static void put(LinkedHashMap<String, Object> detail, String name, @Nullable Object value) {
        if (value != null) {
            detail.put(name, value);
        }
    }
}
