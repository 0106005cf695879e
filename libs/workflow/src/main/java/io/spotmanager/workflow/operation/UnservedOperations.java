package io.spotmanager.workflow.operation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open operations in states that no live worker of their kind knows: another release wrote the state, or no worker of that kind runs.
 * They wait for such a worker and use up no attempts.
 */
public final class UnservedOperations {
    /**
     * SQL condition: some live worker knows the state of operation {@code o}. A worker of an earlier release does not list its states
     * and counts as knowing all. If no worker is left to remove the rows of dead ones, only their last heartbeat tells. A worker sends
     * at least three heartbeats per lease, so 15 s are enough for a lease of 45 s.
     */
    public static final String SERVED = """
            exists (select from worker w
                    where w.kind = o.kind and (w.states is null or o.state = any (w.states))
                      and w.beat_at > now() - interval '15 seconds')""";

    private final JdbcClient jdbc;

    public UnservedOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The given operations that are unserved. */
    public Set<UUID> among(Collection<UUID> operations) {
        return operations.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("select o.id from operation o where o.id = any (:ids) and o.open and not " + SERVED)
                                .param("ids", operations.toArray(UUID[]::new))
                                .query(UUID.class)
                                .list());
    }

    /** True if the operation is unserved. */
    public boolean contain(UUID operation) {
        return !among(List.of(operation)).isEmpty();
    }
}
