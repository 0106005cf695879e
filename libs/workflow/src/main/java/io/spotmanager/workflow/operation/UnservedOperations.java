package io.spotmanager.workflow.operation;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open operations in states that no live worker of their kind knows: another release wrote them, or none of that kind runs. They
 * wait, and cost nothing.
 */
public final class UnservedOperations {
    /**
     * Of an operation {@code o}: some worker knows it. A worker of an earlier release does not say what it knows, and counts as one
     * that knows it. The rows of dead workers are removed by living ones, so where none is left only their last beat tells. A worker
     * beats at least three times in a lease, so the 15 s are enough for a lease of 45 s.
     */
    public static final String SERVED = """
            exists (select from worker w
                    where w.kind = o.kind and (w.states is null or o.state = any (w.states))
                      and w.beat_at > now() - interval '15 seconds')""";

    private final JdbcClient jdbc;

    public UnservedOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from operation o where o.open and not " + SERVED)
                .query(Long.class)
                .single();
    }

    /** Those of the given ones that are among them. */
    public Set<UUID> among(Collection<UUID> operations) {
        return operations.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("select o.id from operation o where o.id = any (:ids) and o.open and not " + SERVED)
                                .param("ids", operations.toArray(UUID[]::new))
                                .query(UUID.class)
                                .list());
    }

    /** Whether it is one of them. */
    public boolean contain(UUID operation) {
        return !among(List.of(operation)).isEmpty();
    }
}
