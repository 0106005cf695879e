package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.SimpleTransactionStatus;
import tools.jackson.core.exc.StreamReadException;

class EventPollTest {
    private final List<String> seen = new ArrayList<>();

    /** Writes down what it is asked for. */
    private class Transactions implements PlatformTransactionManager {
        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            seen.add(definition != null && definition.isReadOnly() ? "begin read only" : "begin");
            return new SimpleTransactionStatus();
        }

        @Override
        public void commit(TransactionStatus status) {
            seen.add("commit");
        }

        @Override
        public void rollback(TransactionStatus status) {
            seen.add("rollback");
        }
    }

    private Runnable look(String name) {
        return () -> seen.add(name);
    }

    private Runnable failing(RuntimeException problem) {
        return () -> {
            seen.add("fails");
            throw problem;
        };
    }

    private void poll(PlatformTransactionManager transactions, Runnable... looks) {
        new EventPoll(transactions, List.of(looks)).run();
    }

    @Test
    void all_looks_cost_the_database_one_transaction_that_only_reads() {
        poll(new Transactions(), look("operations"), look("plans"));

        assertThat(seen).containsExactly("begin read only", "operations", "plans", "commit");
    }

    @Test
    void a_look_that_the_database_refuses_stops_no_other() {
        poll(
                new Transactions(),
                look("operations"),
                failing(new DataAccessResourceFailureException("column missing")),
                look("plans"));

        assertThat(seen)
                .containsExactly(
                        "begin read only", "operations", "fails", "rollback", "begin read only", "plans", "commit");
    }

    @Test
    void a_row_that_cannot_be_decoded_spoils_no_other_look() {
        poll(new Transactions(), failing(new StreamReadException("no JSON")), look("plans"));

        assertThat(seen).containsExactly("begin read only", "fails", "plans", "commit");
    }

    @Test
    void without_a_connection_nothing_is_looked_at_twice() {
        poll(
                new Transactions() {
                    @Override
                    public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
                        seen.add("no connection");
                        throw new CannotCreateTransactionException("the database is away");
                    }
                },
                look("operations"),
                look("plans"));

        assertThat(seen).containsExactly("no connection");
    }

    @Test
    void a_connection_that_breaks_under_a_look_is_the_looks_failure() {
        poll(
                new Transactions() {
                    @Override
                    public void rollback(TransactionStatus status) {
                        throw new TransactionSystemException("the connection is closed");
                    }
                },
                failing(new DataAccessResourceFailureException("broken")),
                look("plans"));

        assertThat(seen).containsExactly("begin read only", "fails", "begin read only", "plans", "commit");
    }
}
