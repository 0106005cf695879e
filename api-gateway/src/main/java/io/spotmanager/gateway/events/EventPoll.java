package io.spotmanager.gateway.events;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;

/** Polls the database, so that a lost message only delays an event. */
final class EventPoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventPoll.class);

    /** SQL: something may have changed that its own text below does not show. */
    static final String MAY_CHANGE = """
            exists (select from operation where open)
            or exists (select from approval where state = 'PENDING')
            or exists (select from approval where state <> 'PENDING' and ended_at > statement_timestamp() - interval '5 minutes')
            or exists (select from plan where running)
            or exists (select from plan where changed_at > statement_timestamp() - interval '5 minutes')
            or exists (select from reservation where changed_at > statement_timestamp() - interval '1 minute')""";

    private final List<Runnable> looks;
    private final TransactionTemplate together;
    private boolean away;

    /**
     * @param looks polls that run one after the other; an error in one does not stop the others
     * @param together one transaction for all of them: they come every few seconds, for years
     */
    EventPoll(List<Runnable> looks, TransactionTemplate together) {
        this.looks = looks;
        this.together = together;
    }

    /**
     * Returns SQL: a text that is another one when there is something new.
     *
     * @param snapshot the same for the snapshot
     */
    static String version(String snapshot) {
        return "select concat_ws(' ', (select max(created_at) from operation), (select max(n) from freeze_entry), (%s))"
                .formatted(snapshot);
    }

    @Override
    public void run() {
        try {
            together.executeWithoutResult(_ -> looks.forEach(Runnable::run));
            away = false;
        } catch (DataAccessException | TransactionException | JacksonException e) {
            log.debug("Not all could be read in one transaction, so each is read alone", e);
            runEach();
        }
    }

    private void runEach() {
        var answers = true;
        for (var look : looks) {
            answers &= answers(look);
        }
        away = !answers;
    }

    private boolean answers(Runnable look) {
        try {
            look.run();
            return true;
        } catch (DataAccessException e) {
            if (!away) {
                log.warn("No events are sent until the database answers again: {}", e.getMessage());
            }
            return false;
        } catch (JacksonException e) {
            log.error("A change could not be decoded; no event is sent for it", e);
            return true;
        }
    }
}
