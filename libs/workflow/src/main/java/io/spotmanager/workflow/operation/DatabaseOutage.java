package io.spotmanager.workflow.operation;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** Distinguishes temporary database errors from statements that fail every time. */
public final class DatabaseOutage {
    /** PostgreSQL's {@code lock_not_available}, as after {@code lock_timeout}. Spring puts it into no category. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** PostgreSQL's {@code disk_full} and {@code too_many_connections}. Not {@code out_of_memory}: one row may be the cause of it. */
    private static final Set<String> WANT_OF_ROOM = Set.of("53100", "53300");

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
        return LOCK_NOT_AVAILABLE.equals(sqlState(e));
    }

    /** True if the disk of the database is full, or if it takes no more connections: whatever is saved fails. */
    public static boolean isWantOfRoom(Throwable e) {
        return WANT_OF_ROOM.contains(sqlState(e));
    }

    private static String sqlState(Throwable e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                ? Objects.requireNonNullElse(cause.getSQLState(), "")
                : "";
    }
}
