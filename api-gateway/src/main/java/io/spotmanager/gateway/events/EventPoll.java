package io.spotmanager.gateway.events;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/** Polls the database, so that a lost message only delays an event. */
final class EventPoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventPoll.class);

    private final List<Runnable> looks;
    private boolean away;

    /** @param looks polls that run one after the other; an error in one does not stop the others */
    EventPoll(List<Runnable> looks) {
        this.looks = looks;
    }

    @Override
    public void run() {
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
