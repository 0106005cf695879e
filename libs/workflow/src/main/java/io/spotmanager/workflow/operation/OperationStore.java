package io.spotmanager.workflow.operation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.freeze.FreezeConditions;
import io.spotmanager.workflow.witness.HistoryEpoch;
import io.spotmanager.workflow.witness.Witness;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claims operations and saves what becomes of them. Each statement is a transaction of its own and serves all callers
 * that wait at that moment.
 */
public final class OperationStore {
    private static final int CONCURRENCY = 2;
    private static final int LARGEST_GROUP = 64;
    private static final String FIND = "select * from operation where id = ?";

    private record Claim(UUID operation, Claimant claimant) {}

    private sealed interface Claimed {
        record Readable(Operation operation) implements Claimed {}

        /** Claimed, but the row cannot be decoded. Only its own caller gets the error. */
        record Unreadable(UUID operation, Lease lease, int failures, RuntimeException cause) implements Claimed {}
    }

    private final JdbcClient jdbc;
    private final Witness witness;
    private final OperationRows rows = new OperationRows();
    private final GroupCommit<Claim, Optional<Claimed>> claims;
    private final GroupCommit<Operation, Boolean> beginnings;
    private final GroupCommit<Change, Boolean> changes;

    public OperationStore(JdbcClient jdbc) {
        this(jdbc, new Witness());
    }

    /** @param witness remembers what was committed */
    public OperationStore(JdbcClient jdbc, Witness witness) {
        this.jdbc = jdbc;
        this.witness = witness;
        this.claims = new GroupCommit<>(CONCURRENCY, LARGEST_GROUP, this::claimAll);
        this.beginnings = new GroupCommit<>(CONCURRENCY, LARGEST_GROUP, this::beginAll);
        this.changes = new GroupCommit<>(CONCURRENCY, LARGEST_GROUP, this::saveAll);
    }

    /** Reads an operation for display; see {@link OperationRows}. */
    public Optional<Operation> find(UUID id) {
        return jdbc.sql(FIND).param(id).query(rows).optional();
    }

    /** Reads those that exist, by one statement and in the order of the ids; see {@link OperationRows}. */
    public List<Operation> find(List<UUID> ids) {
        return jdbc.sql("""
                        select operation.*
                        from unnest(?::uuid[]) with ordinality as wanted (id, place) join operation using (id)
                        order by place
                        """).param(ids.toArray(UUID[]::new)).query(rows).list();
    }

    /**
     * Reads the row again under a claim.
     *
     * @return empty if another worker has claimed the operation, or the lease was released
     * @throws UnreadableOperationException if the row cannot be decoded
     */
    public Optional<Operation> reread(UUID id, Lease lease) {
        return jdbc.sql(FIND)
                .param(id)
                .query((row, number) -> claimed(row))
                .optional()
                .map(OperationStore::readable)
                .filter(now -> now.lease().equals(lease));
    }

    /**
     * Takes the lease for the worker and raises the fence. Does not wait for a locked row: it claims nothing then, and the recovery
     * sweep dispatches the operation again.
     *
     * @return empty if the operation is unknown, has ended, is not due, is held by another worker, is locked, is of another kind, is in a
     *     state that the claimant does not know, has to wait for {@link LateEffects}, or rests because of a freeze
     * @throws UnreadableOperationException if it was claimed, but its row cannot be decoded
     */
    public Optional<Operation> claim(UUID operation, Claimant claimant) {
        return claims.submit(new Claim(operation, claimant)).map(OperationStore::readable);
    }

    /** Access to operations that workers cannot continue. */
    public BlockedOperations blocked() {
        return new BlockedOperations(jdbc);
    }

    private static Operation readable(Claimed claimed) {
        return switch (claimed) {
            case Claimed.Readable(var operation) -> operation;
            case Claimed.Unreadable(var id, var lease, var failures, var cause) ->
                throw new UnreadableOperationException(id, lease, failures, cause);
        };
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        try {
            return new Claimed.Readable(OperationRows.exactly(row));
        } catch (RuntimeException e) {
            return new Claimed.Unreadable(
                    row.getObject("id", UUID.class), OperationRows.lease(row), row.getInt("failures"), e);
        }
    }

    private List<Optional<Claimed>> claimAll(List<Claim> group) {
        // One operation may be claimed twice in a group; the number says which caller got it.
        record Wanted(
                int number, UUID operation, @JsonUnwrapped Claimant claimant) {}
        var wanted = numbered(group, (number, claim) -> new Wanted(number, claim.operation(), claim.claimant()));
        return answers(
                group.size(),
                jdbc.sql("""
                with w as materialized (
                    select number, worker, o.id
                    from json_to_recordset(:wanted::json)
                             as wanted (number int, operation uuid, worker uuid, kind text, states text[], rests text[], reads text[])
                    join operation o on o.id = wanted.operation and o.kind = wanted.kind and o.state = any (wanted.states)
                    where o.open and o.leased_by is null and o.available_at <= now()
                      and (not %s
                           -- it has not begun, and ends without a call
                           or o.asked ->> 'signal' = 'CANCEL' and o.state = any (wanted.reads))
                      and %s
                    for no key update of o skip locked
                )
                update operation o
                set leased_by = w.worker, fence = least(o.fence, 9223372036854775806) + 1, begun = false
                from w
                where o.id = w.id and o.leased_by is null
                returning w.number, o.*
                """.formatted(LateEffects.EXPECTED, FreezeConditions.mayBeClaimedBy("wanted")))
                        .param("wanted", Json.MAPPER.writeValueAsString(wanted))
                        .query((row, number) -> new Answer<>(row.getInt("number"), claimed(row)))
                        .list());
    }

    /** Saves a change, guarded by the lease, fence and version that it was decided on. */
    public SaveResult save(Change change) {
        return changes.submit(change) ? SaveResult.SAVED : whyNot(change.before());
    }

    /**
     * Records that the first step under a claim begins, so that the death of its worker counts as an attempt from now on. For later
     * steps the save of the step before records it.
     *
     * @return never {@link SaveResult#SUPERSEDED}: an operator request does not matter here
     */
    public SaveResult begin(Operation claimed) {
        if (beginnings.submit(claimed)) {
            return SaveResult.SAVED;
        }
        return whyNot(claimed) == SaveResult.FENCED ? SaveResult.FENCED : SaveResult.LOCKED;
    }

    private List<Boolean> beginAll(List<Operation> group) {
        record Beginning(
                int number, UUID operation, @Nullable UUID worker, long fence) {}
        var beginnings = numbered(
                group,
                (number, claimed) -> new Beginning(
                        number,
                        claimed.id(),
                        claimed.lease().worker(),
                        claimed.lease().fence()));
        // No wait for the disk: the record is needed only if the worker dies. If the database dies as well, the claim
        // counts
        // as one without a step.
        var begun = jdbc.sql("""
                with hasty as materialized (
                    select set_config('synchronous_commit', 'off', true)
                ), free as materialized (
                    select b.number, o.id
                    from json_to_recordset(:beginnings::json) as b (number int, operation uuid, worker uuid, fence bigint)
                    join operation o on o.id = b.operation and o.leased_by = b.worker and o.fence = b.fence
                    for no key update of o skip locked
                )
                update operation o set begun = true from free, hasty where o.id = free.id returning free.number
                """)
                .param("beginnings", Json.MAPPER.writeValueAsString(beginnings))
                .query((row, number) -> new Answer<>(row.getInt("number"), true))
                .list();
        return answers(group.size(), begun).stream().map(Optional::isPresent).toList();
    }

    private SaveResult whyNot(Operation before) {
        return jdbc.sql("select leased_by, fence, audit_seq from operation where id = ?")
                .param(before.id())
                .query((row, number) -> whyNot(before, OperationRows.lease(row), row.getInt("audit_seq")))
                .optional()
                .orElse(SaveResult.FENCED);
    }

    private static SaveResult whyNot(Operation before, Lease lease, int seq) {
        if (!lease.equals(before.lease())) {
            return SaveResult.FENCED;
        }
        // The row has not changed since it was read, so only a lock can have prevented the save.
        return seq == before.audit().seq() ? SaveResult.LOCKED : SaveResult.SUPERSEDED;
    }

    private List<Boolean> saveAll(List<Change> group) {
        var epoch = witness.current();
        var saved = jdbc.sql(SaveStatement.SQL)
                .param("changes", Json.MAPPER.writeValueAsString(numbered(group, SaveStatement.Row::of)))
                .query((row, number) -> new Answer<>(row.getInt("number"), true))
                .list();
        saved.forEach(answer -> remember(epoch, group.get(answer.number())));
        return answers(group.size(), saved).stream().map(Optional::isPresent).toList();
    }

    private void remember(@Nullable HistoryEpoch epoch, Change saved) {
        var command = saved.before().command();
        var entry = saved.entry();
        witness.committed(
                epoch,
                saved.before().id(),
                entry.seq(),
                entry.hash(),
                command.kind(),
                command.subject(),
                saved.after().state());
    }

    private record Answer<T>(int number, T value) {}

    private interface Numbering<I, O> {
        O apply(int number, I input);
    }

    private static <I, O> List<O> numbered(List<I> group, Numbering<I, O> numbering) {
        var numbered = new ArrayList<O>(group.size());
        for (var i = 0; i < group.size(); i++) {
            numbered.add(numbering.apply(i, group.get(i)));
        }
        return numbered;
    }

    private static <T> List<Optional<T>> answers(int size, List<Answer<T>> found) {
        var answers = new ArrayList<Optional<T>>(Collections.nCopies(size, Optional.empty()));
        found.forEach(answer -> answers.set(answer.number(), Optional.of(answer.value())));
        return answers;
    }
}
