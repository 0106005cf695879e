package io.spotmanager.workflow.operation;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Tells failures of the database that pass from what it refuses each time. */
public final class DatabaseOutage {
    /** PostgreSQL's {@code lock_not_available}, as after {@code lock_timeout}. Spring puts it into no category. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseOutage() {}

    /** Whether nothing is wrong with the statement: the database is away, or somebody else is in the way. */
    public static boolean is(Throwable e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                        && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }
}
