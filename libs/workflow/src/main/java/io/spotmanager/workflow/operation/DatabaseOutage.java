package io.spotmanager.workflow.operation;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Distinguishes temporary database errors from statements that fail every time. */
public final class DatabaseOutage {
    /** PostgreSQL's {@code lock_not_available}, as after {@code lock_timeout}. Spring puts it into no category. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseOutage() {}

    /** True if the statement may succeed later: the database is down, or another session holds a lock. */
    public static boolean is(Throwable e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || isLock(e);
    }

    /** True if another session held a lock for longer than a statement waits. */
    public static boolean isLock(Throwable e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                && LOCK_NOT_AVAILABLE.equals(cause.getSQLState());
    }
}
