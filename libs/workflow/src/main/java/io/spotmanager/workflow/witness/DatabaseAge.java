package io.spotmanager.workflow.witness;

import io.spotmanager.audit.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the database whether it has what is remembered of its history. */
record DatabaseAge(JdbcClient jdbc) {

    /**
     * An entry that was committed and is not there.
     *
     * @param foundSeq how far the history of the operation goes; null if there is no such operation
     */
    record Missing(Mark mark, @Nullable Integer foundSeq) {}

    /**
     * @param epoch null if the database holds none, as before its first migration
     * @param freeze the number of the freeze that counts, 0 if there never was one
     */
    record Answer(@Nullable HistoryEpoch epoch, long freeze, boolean held, List<Missing> missing) {}

    private record Row(@Nullable HistoryEpoch epoch, long freeze, boolean held, Optional<Missing> missing) {}

    /**
     * One statement, so that all is of one moment. A replica may lag behind and proves nothing; neither does a mark of an epoch that a person
     * has dismissed. A mark of an epoch that is not known here does: the database was set back to before that epoch began.
     * What is remembered of another installation's database is no matter here.
     */
    Answer about(List<Mark> marks) {
        var rows = jdbc.sql("""
                with here as materialized (
                    select (select id from history_epoch where own order by n limit 1) as installation,
                           (select id from history_epoch where own order by n desc limit 1) as epoch,
                           f.n as freeze, f.mode as mode
                    from (select) one left join (select n, mode from freeze_entry order by n desc limit 1) f on true
                ), missing as (
                    select m.*, o.audit_seq as found_seq
                    from here
                    cross join json_to_recordset(:marks::json) as m (installation uuid, epoch uuid, operation uuid, seq int,
                                                                     hash text, kind text, subject text, state text)
                    left join operation o on o.id = m.operation
                    where not pg_is_in_recovery() and m.installation = here.installation
                      and (m.epoch = here.epoch or not exists (select from history_epoch e where e.id = m.epoch))
                      and not exists (select from audit_entry a
                                      where a.operation_id = m.operation and a.seq = m.seq and a.hash = m.hash)
                      and not exists (select from archived_operation g
                                      where g.operation_id = m.operation and g.seq >= m.seq) -- it has left, and is in an archive
                )
                select here.installation as this, here.epoch as current_epoch, here.freeze, here.mode, missing.*
                from here left join missing on true
                """)
                .param("marks", Json.MAPPER.writeValueAsString(marks))
                .query(DatabaseAge::row)
                .list();
        var first = rows.getFirst();
        return new Answer(
                first.epoch(),
                first.freeze(),
                first.held(),
                rows.stream().flatMap(row -> row.missing().stream()).toList());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var installation = row.getObject("this", UUID.class);
        return new Row(
                installation == null
                        ? null
                        : new HistoryEpoch(installation, row.getObject("current_epoch", UUID.class)),
                row.getLong("freeze"),
                "HELD".equals(row.getString("mode")),
                Optional.ofNullable(row.getObject("operation", UUID.class)).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Missing(mark(row), row.getObject("found_seq", Integer.class))));
    }

    private static Mark mark(ResultSet row) throws SQLException {
        return new Mark(
                row.getObject("installation", UUID.class),
                row.getObject("epoch", UUID.class),
                row.getObject("operation", UUID.class),
                row.getInt("seq"),
                Objects.requireNonNullElse(row.getString("hash"), ""),
                Objects.requireNonNullElse(row.getString("kind"), ""),
                Objects.requireNonNullElse(row.getString("subject"), ""),
                Objects.requireNonNullElse(row.getString("state"), ""));
    }

    /**
     * Holds, and records what is missing, unless the freeze has changed since that answer.
     *
     * @param answer in which something is missing
     * @return false if the freeze has changed: look again, because a person may have dismissed it
     */
    boolean hold(Answer answer, String part, String reason) {
        var epoch = Objects.requireNonNull(answer.epoch(), "nothing is missing without an epoch");
        return jdbc.sql("""
                with held as (
                    insert into freeze_entry (n, mode, actor, reason)
                    select :freeze + 1, 'HELD', :part, :reason
                    where not :held
                    on conflict (n) do nothing
                    returning n
                ), still as (
                    select n from held
                    union all
                    select n from (select n, mode from freeze_entry order by n desc limit 1) f
                    where :held and n = :freeze and mode = 'HELD'
                ), recorded as (
                    insert into missing_entry (noticed_in, epoch, operation_id, seq, hash, kind, subject, state, found_seq, noticed_by)
                    select :epoch::uuid, m.epoch, m.operation, m.seq, m.hash, m.kind, m.subject, m.state, m.found_seq, :part
                    from still, json_to_recordset(:missing::json) as m (epoch uuid, operation uuid, seq int, hash text, kind text,
                                                                        subject text, state text, found_seq int)
                    on conflict do nothing
                )
                select count(*) from still
                """)
                        .param("freeze", answer.freeze())
                        .param("held", answer.held())
                        .param("part", part)
                        .param("reason", reason)
                        .param("epoch", epoch.epoch().toString())
                        .param(
                                "missing",
                                Json.MAPPER.writeValueAsString(answer.missing().stream()
                                        .map(Recorded::of)
                                        .toList()))
                        .query(Long.class)
                        .single()
                > 0;
    }

    private record Recorded(
            UUID epoch,
            UUID operation,
            int seq,
            String hash,
            String kind,
            String subject,
            String state,
            @Nullable Integer foundSeq) {
        static Recorded of(Missing missing) {
            var mark = missing.mark();
            return new Recorded(
                    mark.epoch(),
                    mark.operation(),
                    mark.seq(),
                    mark.hash(),
                    mark.kind(),
                    mark.subject(),
                    mark.state(),
                    missing.foundSeq());
        }
    }
}
