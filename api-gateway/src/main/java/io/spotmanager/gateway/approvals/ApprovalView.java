package io.spotmanager.gateway.approvals;

import io.spotmanager.domain.pool.Check;
import io.spotmanager.gateway.approvals.Approval.Decision;
import io.spotmanager.gateway.approvals.ApprovalRule.Applied;
import io.spotmanager.gateway.approvals.ReviewedPreview.Line;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request for approval as the API shows it.
 *
 * @param host that the command is about
 * @param request as it was sent
 * @param requestedBy the user, or {@code token:NAME}
 * @param tokenOwner who made the token that asked; null if a person did
 * @param requestedAt when it was asked for
 * @param expiresAt until when it can be approved
 * @param rules why a second person is needed
 * @param preview what the requester was shown; null in lists
 * @param first the first of the two persons: the requester, or who approved first what a token asked for; null if nobody has yet
 * @param end how it ended; null while it is open
 * @param approvalsNeeded how many persons still have to approve it; 0 if it has ended
 * @param operation that it has begun; null unless it was approved
 * @param reservation that begins the command at its time once this is approved; null if the command begins with the approval
 */
record ApprovalView(
        UUID id,
        ApprovalState state,
        String kind,
        String host,
        JsonNode request,
        @Nullable String reason,
        @Nullable String batchId,
        String requestedBy,
        @Nullable String tokenOwner,
        Instant requestedAt,
        Instant expiresAt,
        List<Applied> rules,
        @Nullable PreviewView preview,
        @Nullable Decision first,
        @Nullable Decision end,
        int approvalsNeeded,
        @Nullable UUID operation,
        @Nullable UUID reservation,
        String href) {
    private static final int FROM_TOKEN = 2;

    /**
     * @param allowed whether the worker would carry it out if nothing changed until then
     * @param vms how many VMs and other tenants the host has
     * @param readAt when the clouds were read; null if it is not known
     */
    record PreviewView(
            boolean allowed,
            List<Check> checks,
            List<Line> commands,
            int vms,
            @Nullable Instant readAt) {
        static PreviewView of(ReviewedPreview preview) {
            return new PreviewView(
                    preview.allowed(),
                    preview.checks(),
                    preview.commands(),
                    preview.tenants().vms(),
                    preview.readAt());
        }
    }

    static ApprovalView whole(Approval approval) {
        return of(approval, PreviewView.of(approval.preview()));
    }

    static ApprovalView inList(Approval approval) {
        return of(approval, null);
    }

    private static ApprovalView of(Approval approval, @Nullable PreviewView preview) {
        var command = approval.command();
        var asked = approval.asked();
        return new ApprovalView(
                approval.id(),
                approval.state(),
                command.kind(),
                command.subject(),
                command.request(),
                command.reason(),
                command.batchId(),
                command.requestedBy(),
                asked.tokenOwner(),
                asked.at(),
                asked.until(),
                approval.rules(),
                preview,
                approval.first(),
                approval.end(),
                !approval.isPending() ? 0 : approval.firstPerson() == null ? FROM_TOKEN : 1,
                approval.operation(),
                approval.reservation(),
                approval.href());
    }
}
