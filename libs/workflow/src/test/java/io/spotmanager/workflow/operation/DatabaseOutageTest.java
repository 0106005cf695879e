package io.spotmanager.workflow.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;

/** What may succeed later is tried again; what fails every time is told. */
class DatabaseOutageTest {
    private static UncategorizedSQLException refused(String state) {
        return new UncategorizedSQLException("save", "update operation", new SQLException("refused", state));
    }

    @Test
    void a_database_that_is_away_or_busy_is_an_outage() {
        assertThat(DatabaseOutage.is(new DataAccessResourceFailureException("connection refused")))
                .isTrue();
        assertThat(DatabaseOutage.is(new RecoverableDataAccessException("closed")))
                .isTrue();
        assertThat(DatabaseOutage.is(new CannotAcquireLockException("deadlock")))
                .isTrue();
    }

    @Test
    void so_is_a_lock_that_another_session_holds_for_too_long() {
        assertThat(DatabaseOutage.is(refused("55P03"))).isTrue();
        assertThat(DatabaseOutage.is(refused("42501"))).isFalse();
    }

    @Test
    void a_statement_that_fails_every_time_and_a_defect_are_none() {
        assertThat(DatabaseOutage.is(new DataIntegrityViolationException("duplicate key")))
                .isFalse();
        assertThat(DatabaseOutage.is(new IllegalStateException("a defect"))).isFalse();
    }

    @Test
    void a_full_disk_and_too_many_connections_are_want_of_room_and_what_one_row_may_cause_is_not() {
        assertThat(DatabaseOutage.isWantOfRoom(refused("53100"))).isTrue();
        assertThat(DatabaseOutage.isWantOfRoom(refused("53300"))).isTrue();
        assertThat(DatabaseOutage.isWantOfRoom(refused("53200"))).isFalse();
        assertThat(DatabaseOutage.isWantOfRoom(refused("08006"))).isFalse();
        assertThat(DatabaseOutage.isWantOfRoom(new IllegalStateException("a defect")))
                .isFalse();
    }
}
