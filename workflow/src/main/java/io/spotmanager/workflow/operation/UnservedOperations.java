package io.spotmanager.workflow.operation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Open operations in states that no live worker of their kind knows: another release wrote them, or none of that kind runs. They
 * wait, and cost nothing.
 */
public final class UnservedOperations {
    /** Of an operation {@code o}. A worker of an earlier release does not say what it knows, and counts as one that knows it. */
    public static final String CONDITION = """
            o.open and not exists (
                select from worker w where w.kind = o.kind and (w.states is null or o.state = any (w.states)))""";

    private final JdbcClient jdbc;

    public UnservedOperations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from operation o where " + CONDITION)
                .query(Long.class)
                .single();
    }

    /**
     * One of them.
     *
     * @param inUnknownState whether workers of its kind live, so that it is its state that they do not know
     */
    public record Unserved(UUID id, boolean inUnknownState) {}

    /** Those of the given ones that are among them. */
    public List<Unserved> among(Collection<UUID> operations) {
        return operations.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        select o.id, exists (select from worker w where w.kind = o.kind) as workers_live
                        from operation o where o.id = any (:ids) and %s
                        """.formatted(CONDITION))
                        .param("ids", operations.toArray(UUID[]::new))
                        .query((row, number) ->
                                new Unserved(row.getObject("id", UUID.class), row.getBoolean("workers_live")))
                        .list();
    }

    /**
     * Whether it is one of them though workers of its kind live. While none does, nobody can say whether its state is known.
     */
    public boolean isInUnknownState(UUID operation) {
        return among(List.of(operation)).stream().anyMatch(Unserved::inUnknownState);
    }
}
