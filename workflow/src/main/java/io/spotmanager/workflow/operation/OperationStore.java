package io.spotmanager.workflow.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Claims operations and saves what becomes of them. Each statement is a transaction of its own and serves all callers
 * that wait at that moment.
 */
public final class OperationStore {
    private static final int LANES = 2;
    private static final int LARGEST_GROUP = 64;

    private record Claim(UUID operation, String kind, UUID worker) {}

    private final JdbcClient jdbc;
    private final OperationRows rows = new OperationRows();
    private final GroupCommit<Claim, Optional<Operation>> claims;
    private final GroupCommit<Change, Boolean> changes;

    public OperationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.claims = new GroupCommit<>(LANES, LARGEST_GROUP, this::claimAll);
        this.changes = new GroupCommit<>(LANES, LARGEST_GROUP, this::saveAll);
    }

    public Optional<Operation> find(UUID id) {
        return jdbc.sql("select * from operation where id = ?")
                .param(id)
                .query(rows)
                .optional();
    }

    /**
     * Takes the lease for the worker and raises the fence.
     *
     * @param kind of the worker's workflow; a nudge that came to the wrong queue claims nothing
     * @return empty if the operation is over, not due yet, held by another worker, of another kind, or unknown
     */
    public Optional<Operation> claim(UUID operation, String kind, UUID worker) {
        return claims.submit(new Claim(operation, kind, worker));
    }

    private List<Optional<Operation>> claimAll(List<Claim> group) {
        // One operation may be wanted twice in a group; the number tells which of the two got it.
        record Wanted(int number, UUID operation, String kind, UUID worker) {}
        var wanted =
                numbered(group, (number, claim) -> new Wanted(number, claim.operation(), claim.kind(), claim.worker()));
        return answers(
                group.size(),
                jdbc.sql("""
                update operation o
                set leased_by = w.worker, fence = o.fence + 1
                from json_to_recordset(:wanted::json) as w (number int, operation uuid, kind text, worker uuid)
                where o.id = w.operation and o.kind = w.kind
                  and o.open and o.leased_by is null and o.available_at <= now()
                returning w.number, o.*
                """)
                        .param("wanted", KernelJson.MAPPER.writeValueAsString(wanted))
                        .query((row, number) -> new Answer<>(row.getInt("number"), rows.mapRow(row, number)))
                        .list());
    }

    /** Saves the change under the fence of the claim it was decided under. */
    public Saved save(Change change) {
        if (changes.submit(change)) {
            return Saved.SAVED;
        }
        var hold = change.before().hold();
        return find(change.before().id())
                .filter(now -> now.hold().equals(hold))
                .map(now -> Saved.SUPERSEDED)
                .orElse(Saved.FENCED);
    }

    private List<Boolean> saveAll(List<Change> group) {
        var saved = jdbc.sql(SaveStatement.SQL)
                .param("changes", KernelJson.MAPPER.writeValueAsString(numbered(group, SaveStatement.Row::of)))
                .query((row, number) -> new Answer<>(row.getInt("number"), true))
                .list();
        return answers(group.size(), saved).stream().map(Optional::isPresent).toList();
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
