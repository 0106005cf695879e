package io.spotmanager.gateway.events;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.JacksonException;

/** Looks at the database now and then, so that nothing depends on the broker but speed. */
final class EventPoll implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventPoll.class);

    private final List<Runnable> looks;
    private boolean away;

    /** @param looks none of which keeps the others from theirs */
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
                log.warn("listeners hear nothing until the database answers again: {}", e.getMessage());
            }
            return false;
        } catch (JacksonException e) {
            log.error("what has changed cannot be understood, and listeners do not hear of it", e);
            return true;
        }
    }
}
