package io.spotmanager.workflow.operation;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionException;

/** What the failure of one row means for the rows after it, where each is worked on in a transaction of its own. */
public enum RowFailure {
    /** The database is away: the rows after it would fail as well. */
    DATABASE_AWAY,
    /** The database refused this row now, as one that another session has locked. It holds up no other. */
    ROW_REFUSED,
    /** The row, or our code, is at fault: trying again changes nothing. */
    DEFECT;

    public static RowFailure of(RuntimeException e) {
        return switch (e) {
            case DataAccessResourceFailureException _ -> DATABASE_AWAY;
            case TransactionException _ -> DATABASE_AWAY;
            case DataAccessException _ -> ROW_REFUSED;
            default -> DEFECT;
        };
    }
}
