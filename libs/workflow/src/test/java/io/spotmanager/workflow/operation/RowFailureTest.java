package io.spotmanager.workflow.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

class RowFailureTest {
    @Test
    void a_database_that_is_away_ends_the_look_at_all_rows() {
        assertThat(RowFailure.of(new DataAccessResourceFailureException("the connection is closed")))
                .isEqualTo(RowFailure.DATABASE_AWAY);
        assertThat(RowFailure.of(new CannotCreateTransactionException("no connection")))
                .isEqualTo(RowFailure.DATABASE_AWAY);
    }

    @Test
    void a_locked_row_and_a_row_that_cannot_be_read_are_told_apart() {
        assertThat(RowFailure.of(new CannotAcquireLockException("locked"))).isEqualTo(RowFailure.ROW_REFUSED);
        assertThat(RowFailure.of(new DataIntegrityViolationException("a check")))
                .isEqualTo(RowFailure.ROW_REFUSED);
        assertThat(RowFailure.of(new IllegalStateException("no such state"))).isEqualTo(RowFailure.DEFECT);
    }
}
