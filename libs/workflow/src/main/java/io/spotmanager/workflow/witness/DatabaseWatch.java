package io.spotmanager.workflow.witness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holds the service when the database has less of a history than this part remembers. */
public final class DatabaseWatch {
    private static final Logger log = LoggerFactory.getLogger(DatabaseWatch.class);
    private static final int TRIES = 5;

    private final Witness witness;
    private final String part;
    private final AtomicLong told = new AtomicLong(-1);

    /** @param part its name, for the record */
    public DatabaseWatch(Witness witness, String part) {
        this.witness = witness;
        this.part = part;
    }

    String part() {
        return part;
    }

    /**
     * Compares the database with everything that this part remembers.
     *
     * @throws org.springframework.dao.DataAccessException if the database cannot be asked
     */
    public void look(JdbcClient jdbc) {
        look(jdbc, List.of());
    }

    /** @param more marks besides those that the part remembers */
    void look(JdbcClient jdbc, Collection<Mark> more) {
        var age = new DatabaseAge(jdbc);
        for (var tries = 0; tries < TRIES; tries++) {
            var marks = new ArrayList<>(witness.all());
            marks.addAll(more);
            var answer = age.about(marks);
            if (answer.epoch() == null) {
                return;
            }
            if (answer.missing().isEmpty()) {
                witness.confirm(answer.epoch());
                return;
            }
            witness.know(answer.epoch());
            var reason = reason(answer.missing());
            if (age.hold(answer, part, reason)) {
                tell(answer, reason);
                return;
            }
        }
    }

    private void tell(DatabaseAge.Answer answer, String reason) {
        var hold = answer.held() ? answer.freeze() : answer.freeze() + 1;
        if (told.getAndSet(hold) == hold) {
            return;
        }
        if (answer.held()) {
            log.warn("All operations are held already, and this part sees why as well: {}", reason);
        } else {
            log.error("All operations are held. {}", reason);
        }
    }

    private String reason(List<DatabaseAge.Missing> missing) {
        var first = missing.getFirst();
        var mark = first.mark();
        return "This database is older than what %s remembers: operation %s (%s of %s) had %d history entries and was %s, here it %s. %sCompare the history with the clouds (./spot reconcile, GET /api/reconciliation) before you lift the hold."
                .formatted(
                        part,
                        mark.operation(),
                        mark.kind(),
                        mark.subject(),
                        mark.seq(),
                        mark.state(),
                        found(first),
                        missing.size() == 1
                                ? ""
                                : "The same is true of %d more operations. ".formatted(missing.size() - 1));
    }

    private static String found(DatabaseAge.Missing missing) {
        var found = missing.foundSeq();
        if (found == null) {
            return "does not exist";
        }
        return found < missing.mark().seq() ? "has " + found : "has another history";
    }
}
