package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down that the time of requests is over. By the database's clock they have expired before anybody comes by. */
@Component
class ApprovalExpiry {
    private static final int BATCH_SIZE = 100;

    private final Approvals approvals;
    private final ApprovalRecord record;
    private final TransactionTemplate transactions;

    ApprovalExpiry(Approvals approvals, ApprovalRecord record, PlatformTransactionManager transactions) {
        this.approvals = approvals;
        this.record = record;
        this.transactions = new TransactionTemplate(transactions);
    }

    /** Every gateway does this; none waits for another. */
    void run() {
        while (batch() == BATCH_SIZE) {
            // a full batch: there may be more
        }
    }

    private int batch() {
        return Objects.requireNonNull(transactions.execute(status -> {
                    var expired = approvals.expire(BATCH_SIZE);
                    expired.forEach(id -> record.write(
                            SecurityEventKind.APPROVAL_EXPIRED,
                            approvals.find(id).orElseThrow(),
                            null,
                            null,
                            null));
                    return List.copyOf(expired);
                }))
                .size();
    }
}
