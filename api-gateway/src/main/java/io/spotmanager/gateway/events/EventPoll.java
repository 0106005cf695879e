package io.spotmanager.gateway.events;

import io.spotmanager.workflow.wiring.WorkSign;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import tools.jackson.core.JacksonException;

/**
 * Polls the database, so that a lost message only delays an event. The looks of a poll share one transaction: each statement sees what is
 * committed by then, as outside of one, and an idle gateway costs the database one transaction for all of them.
 */
final class EventPoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventPoll.class);

    /** What another process may have changed, as far as an index tells it; messages of the broker and the poll while idle tell the rest. */
    static final WorkSign SIGN = WorkSign.when("""
                    exists (select from operation where open) or exists (select from plan where running)""").orChanged("""
                    concat_ws(' ',
                              (select max(n) from freeze_entry),
                              (select max(changed_at) from plan),
                              (select max(changed_at) from reservation),
                              (select max(requested_at) from approval),
                              (select max(ended_at) from approval where state <> 'PENDING'))""");

    private static final DefaultTransactionDefinition READING = new DefaultTransactionDefinition();

    static {
        READING.setReadOnly(true);
    }

    private final PlatformTransactionManager transactions;
    private final List<Runnable> looks;
    private boolean away;

    /** @param looks polls that run one after the other; an error in one does not stop the others */
    EventPoll(PlatformTransactionManager transactions, List<Runnable> looks) {
        this.transactions = transactions;
        this.looks = List.copyOf(looks);
    }

    @Override
    public void run() {
        var left = new ArrayDeque<>(looks);
        var answers = true;
        while (!left.isEmpty()) {
            answers &= answers(left);
        }
        away = !answers;
    }

    /** Takes what was looked at, and one look that failed; all if no transaction can be begun. Returns whether the database answered. */
    private boolean answers(Queue<Runnable> left) {
        try {
            var transaction = transactions.getTransaction(READING);
            lookAtAll(left, transaction);
            transactions.commit(transaction);
            return true;
        } catch (DataAccessException e) {
            told(e);
        } catch (TransactionException e) {
            told(e);
            left.clear();
        }
        return false;
    }

    private void lookAtAll(Queue<Runnable> left, TransactionStatus transaction) {
        try {
            for (var look = left.poll(); look != null; look = left.poll()) {
                lookAt(look);
            }
        } catch (RuntimeException | Error e) {
            end(transaction);
            throw e;
        }
    }

    private static void lookAt(Runnable look) {
        try {
            look.run();
        } catch (JacksonException e) {
            log.error("A change could not be decoded; no event is sent for it", e);
        }
    }

    private void end(TransactionStatus transaction) {
        try {
            transactions.rollback(transaction);
        } catch (TransactionException e) {
            log.debug("The transaction of a poll ended with its connection", e);
        }
    }

    private void told(NestedRuntimeException e) {
        if (!away) {
            log.warn("No events are sent until the database answers again: {}", e.getMessage());
        }
    }
}
