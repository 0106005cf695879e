package io.spotmanager.system.scale;

import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.system.harness.Move;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Years of a busy installation, written by a few statements: 3,000 operations a day on 1,000 hosts, nearly all of them ended. The newest are written
 * first, so a longer history has the same present: what differs between two lengths is age alone.
 *
 * <p>The hashes of its entries are random, so nothing here may be verified for being intact.
 */
final class GeneratedHistory {
    private static final int HOSTS = 1_000;
    private static final int A_DAY = 3_000;
    private static final int OPERATIONS_A_STATEMENT = 100_000;

    /** Wait for a person, on hosts that the cloud does not have: no worker touches them. */
    private static final int OPEN = 25;

    /** Those who are there now did the newest 25,000 operations, their predecessors those before. */
    static final String A_PERSON = "person-7-0";

    private final DataSource database;
    private final List<Move> moves;
    private final CheckpointKey key;
    private int written;

    /** @param moves whose hosts and pools the history is about, besides hosts that are gone */
    GeneratedHistory(DataSource database, List<Move> moves, CheckpointKey key) {
        this.database = database;
        this.moves = moves;
        this.key = key;
    }

    /** Came when the newest 25,000 operations began; older ones are of others. */
    String newHost() {
        return moves.getLast().host();
    }

    /** Adds older operations until there are so many, with all that such a history has left in other tables. Blocks until statistics are made. */
    void growTo(int operations) throws SQLException {
        try (var connection = database.getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // Neither append-only nor chained while it is made: no trigger runs, and no reference is checked.
            jdbc.sql("set session_replication_role = replica").update();
            jdbc.sql("set synchronous_commit = off").update();
            jdbc.sql("create temporary table place (n int primary key, host text, source text, target text)")
                    .update();
            jdbc.sql("""
                    insert into place
                    select n, coalesce((:hosts::text[])[n + 1], 'gone-' || n),
                           (:sources::text[])[n % cardinality(:sources::text[]) + 1],
                           (:targets::text[])[n % cardinality(:targets::text[]) + 1]
                    from generate_series(0, :all - 1) as n""")
                    .param("hosts", moves.stream().map(Move::host).toArray(String[]::new))
                    .param("sources", moves.stream().map(Move::sourceAggregate).toArray(String[]::new))
                    .param("targets", moves.stream().map(Move::targetAggregate).toArray(String[]::new))
                    .param("all", HOSTS)
                    .update();
            while (written < operations) {
                var to = Math.min(operations, written + OPERATIONS_A_STATEMENT);
                write(jdbc, to);
                written = to;
            }
            jdbc.sql("drop table place").update();
            jdbc.sql("delete from audit_checkpoint where n > 0")
                    .update(); // what has been added is older than what they cover
            jdbc.sql("set session_replication_role = origin").update();
            jdbc.sql("vacuum analyze").update();
        }
        // by the code of the gateway, so that it finds them as it has left them
        new Checkpoints(
                        JdbcClient.create(database),
                        new TransactionTemplate(new DataSourceTransactionManager(database)),
                        new DatabaseClock(JdbcClient.create(database)),
                        key,
                        Duration.ofMinutes(1))
                .write();
        JdbcClient.create(database).sql("vacuum analyze").update();
    }

    /** Those that are so many operations old, counted from now. */
    private void write(JdbcClient jdbc, int to) {
        for (var statement : List.of(
                Sql.OPERATIONS,
                Sql.ENTRIES,
                Sql.OLD_LATE_EFFECTS,
                Sql.APPROVALS,
                Sql.RESERVATIONS,
                Sql.PLANS,
                Sql.PLAN_ITEMS,
                Sql.CHECKPOINTS,
                Sql.WEBHOOK_EVENTS,
                Sql.SECURITY_ENTRIES,
                Sql.KEYS)) {
            jdbc.sql(statement)
                    .param("from", written)
                    .param("to", to)
                    .param("a_day", A_DAY)
                    .param("open", OPEN)
                    .param("all", HOSTS)
                    .param("new", moves.size() - 1)
                    .update();
        }
    }

    /** Each from the operation that is {@code :from} places old to the one before {@code :to}. */
    private static final class Sql {
        /** The id of the operation with number k; ids grow with time, as real ones do. */
        private static final String ID = """
                (lpad(to_hex(((extract(epoch from date_trunc('day', now())) - k * 86400.0 / :a_day) * 1000)::bigint), 12, '0')
                 || '7' || substr(md5(k::text), 1, 3) || '8' || substr(md5(k::text), 4, 15))::uuid""";

        private static final String AT = "date_trunc('day', now()) - k * interval '1 day' / :a_day";

        /** One of twenty is of the same host: a host with far more than the others. */
        private static final String OLD_TO_NEW = "from generate_series(:to - 1, :from, -1) as k";

        private static final String PLACE =
                "join place on place.n = case when k % 20 = 0 then 0 when k >= 25000 and k % :all = :new then :all - 1 else k % :all end";

        /** From 0 to 99, whatever the host is. */
        private static final String CHANCE = "abs(hashint4(k) % 100)";

        private static final String PERSON = "'person-' || k % 20 || '-' || k / 25000";

        static final String OPERATIONS = """
                insert into operation (id, kind, subject, state, open, request, facts, actions, requested_by, reason, batch_id, cause,
                    available_at, nudged_at, entered_at, audit_seq, audit_head, created_at, updated_at, ended_at, workflow_version, fence)
                select %1$s, kind, case when k < :open then 'held-' || k else host end,
                    case when k < :open then 'NEEDS_OPERATOR' when chance < 2 then 'ROLLED_BACK' when chance < 4 then 'CANCELLED'
                         else 'SUCCEEDED' end,
                    k < :open,
                    jsonb_build_object('host', host, 'acknowledge', '["vms", "nvlink"]'::jsonb, 'source_aggregate', source,
                        'target_aggregate', target),
                    jsonb_build_object('placement', jsonb_build_object('at', at, 'text', 'in ' || target || ' (target)',
                        'elsewhere', '[]'::jsonb, 'in_source', false, 'in_target', true)),
                    case when k < :open then '["RETRY", "CANCEL"]' else '[]' end::jsonb,
                    %5$s, 'demand of customer ' || k %% 500, case when k %% 3 = 0 then 'batch-' || k / 60 end,
                    case when chance < 2 or k < :open then 'Nova answered 500' end,
                    case when k < :open then 'infinity' else at end, at, at, 6, md5(k::text) || md5('head'), at, at + interval '9 seconds',
                    case when k >= :open then at + interval '9 seconds' end, 4, 1
                %3$s %4$s
                cross join lateral (select %2$s as at, %6$s as chance,
                    case when k / 7 %% 100 < 90 then 'migration' when k / 7 %% 100 < 95 then 'launch' when k / 7 %% 100 < 97 then 'drain'
                         when k / 7 %% 100 < 99 then 'retire' else 'attach-network' end as kind) as its
                order by k desc""".formatted(ID, AT, OLD_TO_NEW, PLACE, PERSON, CHANCE);

        static final String ENTRIES = """
                insert into audit_entry (operation_id, seq, at, actor, event, from_state, to_state, step, attempt, fence, detail, hash)
                select %1$s, seq, %2$s + seq * interval '1.5 seconds',
                    case when seq = 1 then %5$s else 'worker:one' end,
                    case when seq = 1 then 'ACCEPTED' when seq = 3 then 'NOTED' else 'DONE' end,
                    (array[null, 'REQUESTED', 'VALIDATED', 'VALIDATED', 'HOST_REMOVED', 'HOST_ADDED'])[seq],
                    (array['REQUESTED', 'VALIDATED', 'VALIDATED', 'HOST_REMOVED', 'HOST_ADDED', 'SUCCEEDED'])[seq],
                    (array[null, 'validate', 'remove host', 'remove host', 'add host', 'verify'])[seq],
                    case when seq = 1 then 0 else 1 end, case when seq = 1 then 0 else 1 end,
                    case when seq in (1, 3) then '{"row":{"open":true,"actions":["RETRY","CANCEL"]}}'
                         else '{"took_ms":48,"calls":[{"command":"openstack aggregate remove host ' || source || ' ' || host
                             || '","answer":"200","took_ms":10},{"command":"openstack aggregate show ' || source
                             || '","answer":"200","took_ms":13}],"row":{"open":true,"actions":["RETRY","SKIP","ADOPT"]}}' end::json,
                    md5(k || '/' || seq) || md5(seq || '/' || k)
                %3$s %4$s cross join generate_series(1, 6) as seq
                order by k desc, seq""".formatted(ID, AT, OLD_TO_NEW, PLACE, PERSON);

        static final String OLD_LATE_EFFECTS = """
                update operation set late_effects_until = ended_at
                where id in (select %s from generate_series(:from::int, :to - 1) as k where %s = 1 and k >= :open)""".formatted(ID, CHANCE);

        static final String APPROVALS = """
                insert into approval (id, state, kind, subject, request, requested_by, address, request_id, rules, preview, requested_at,
                    expires_at, first_person, first_at, ended_by, ended_at, operation_id)
                select md5('approval' || k)::uuid, 'APPROVED', 'migration', host, '{}', 'person-1', '127.0.0.1', '', '[]',
                    '{"allowed":true,"checks":[],"commands":[],"tenants":{"vms":0,"identity":""}}', at, at + interval '1 day', 'person-1', at, 'person-2', at + interval '1 minute', %1$s
                %3$s %4$s cross join lateral (select %2$s as at) as its where k %% 20 = 3""".formatted(ID, AT, OLD_TO_NEW, PLACE);

        static final String RESERVATIONS = """
                insert into reservation (id, state, kind, subject, request, requested_by, address, request_id, asked_at, begins_at, latest_at,
                    free_at, end_if_refused, look_at, changed_at, operation_id, ended_at)
                select md5('reservation' || k)::uuid, 'BEGUN', 'migration', host, '{}', 'person-1', '127.0.0.1', '', at - interval '1 day',
                    at, at + interval '1 hour', at + interval '1 hour', false, at, at, %1$s, at
                %3$s %4$s cross join lateral (select %2$s as at) as its where k %% 20 = 4""".formatted(ID, AT, OLD_TO_NEW, PLACE);

        static final String PLANS = """
                insert into plan (id, name, created_by, created_at, cannot, pools, round, committed_by, committed_at, at_once, changed_at,
                    origin)
                select md5('plan' || k)::uuid, 'plan ' || k, 'person-1', at, '[]', '[]', 1, 'person-1', at, 5, at,
                    '{"address":"127.0.0.1","request_id":"1"}'
                %2$s cross join lateral (select %1$s as at) as its where k %% 200 = 0""".formatted(AT, OLD_TO_NEW);

        static final String PLAN_ITEMS = """
                insert into plan_item (plan_id, number, kind, subject, request, preview, state, round, operation_id)
                select md5('plan' || k - k %% 200)::uuid, k %% 200, 'migration', host, '{}',
                    '{"allowed":true,"checks":[],"acknowledge":[],"commands":[]}', 'BEGUN', 1, %1$s
                %2$s %3$s where k %% 200 between 5 and 14""".formatted(ID, OLD_TO_NEW, PLACE);

        /** One a minute or two, as gateways write them; nobody has signed these. */
        static final String CHECKPOINTS = """
                insert into audit_checkpoint (n, written_at, up_to, heads, previous_hash, hash, public_key, signature)
                select -k, at, at, (%1$s) || ' 6 ' || md5(k::text) || md5('head'), md5(k + 3 || '') || md5('c'), md5(k || '') || md5('c'), '', ''
                %3$s cross join lateral (select %2$s as at) as its where k %% 3 = 0 and k > 0""".formatted(ID, AT, OLD_TO_NEW);

        /** Kept for a while only, see spot.webhooks.kept. */
        static final String WEBHOOK_EVENTS = """
                with told as (
                    insert into webhook_event (kind, key, at, subject, data)
                    select 'operation.needs-operator', 'generated/' || k, at, 'gone-1', '{}'
                    %2$s cross join lateral (select %1$s as at) as its where k %% 50 = 1 and k < 7 * :a_day
                    returning id, at)
                insert into webhook_delivery (webhook_id, event_id, state, created_at, due_at, attempts, status, ended_at)
                select md5('webhook')::uuid, id, 'DELIVERED', at, at, 1, 200, at from told""".formatted(AT, OLD_TO_NEW);

        static final String SECURITY_ENTRIES = """
                insert into security_entry (chain, seq, at, part, event, outcome, actor, address, times, detail, hash)
                select md5('run' || k / 3000)::uuid, 3000 - k %% 3000, %1$s, 'api-gateway@one', 'LOGIN', 'DONE', %3$s,
                    '10.0.0.' || k / 25000, 1, '{}', md5(k::text) || md5('security')
                %2$s where k %% 2 = 0""".formatted(AT, OLD_TO_NEW, PERSON);

        /** Kept for a while only, see spot.idempotency.kept. */
        static final String KEYS = """
                insert into idempotency_key (requested_by, key, request_hash, operation_id, created_at)
                select 'person-' || k %% 20, 'key-' || k, md5(k::text), %1$s, %2$s
                %3$s where k %% 10 = 0 and k < 7 * :a_day""".formatted(ID, AT, OLD_TO_NEW);

        private Sql() {}
    }
}
