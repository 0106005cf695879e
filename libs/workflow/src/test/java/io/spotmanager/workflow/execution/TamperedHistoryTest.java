package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.CheckpointKey;
import io.spotmanager.audit.Checkpoints;
import io.spotmanager.audit.DatabaseClock;
import io.spotmanager.audit.Json;
import io.spotmanager.audit.TrustedKeys;
import io.spotmanager.audit.VerificationRules;
import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import io.spotmanager.workflow.fixture.Seed;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Changes one value in one row past all triggers, for every column of the three tables and every row of a small history, and
 * asks for the verification each time.
 */
class TamperedHistoryTest {
    /**
     * These say who works on an operation and when to look at it again, and describe what an action would do and how to show
     * the operation, while the worker decides by its own table, or name a trace elsewhere: they prove nothing, and are listed in guarantees.md.
     */
    private static final Set<String> PROVE_NOTHING = Set.of(
            "operation.leased_by",
            "operation.available_at",
            "operation.nudged_at",
            "operation.interrupted_at",
            "operation.late_effects_until",
            "operation.action_effects",
            "operation.failures",
            "operation.begun",
            "operation.deaths",
            "operation.workflow_version",
            "operation.traceparent",
            "operation.tracestate");

    /** Claims are counted without an entry while an operation is open, so its fence may be higher than they tell. */
    private static final Set<String> MAY_RISE_WHILE_OPEN = Set.of("operation.fence");

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private final SplittableRandom random = Seed.of("TamperedHistoryTest");
    private final CheckpointKey key = CheckpointKey.parse(Keys.privateKey());
    private final VerificationRules rules =
            VerificationRules.trusting(TrustedKeys.none().and(key));
    private final ScriptedMove move = new ScriptedMove();
    private TestWorker worker;

    @BeforeEach
    void a_history_that_a_checkpoint_has_seen() {
        worker = TestWorker.started(database, "w1", move.workflow);
        var ended = accepted("gpu-1", new NewOperation.Idempotency("a key", "a hash"));
        move.next("remove", new Done(Map.of("vm", 17, "ratio", 0.25)));
        worker.runs(ended);

        var goneBack = accepted("gpu-2", null);
        move.next("add", context -> {
            context.saveProgress("the machine", Map.of("machine", "m-1"));
            return new NeedsOperator("the host is in two pools");
        });
        worker.runs(goneBack);
        database.submit(goneBack, Signal.ROLL_BACK);
        worker.runs(goneBack);

        move.next("check", new Retry("Nova could not be read"));
        worker.runs(accepted("gpu-3", null));

        var asked = accepted("gpu-4", null);
        move.next("add", new NeedsOperator("the host is gone"));
        worker.runs(asked);
        database.submit(asked, Signal.ADOPT);

        accepted("gpu-5", null);

        var clock = new DatabaseClock(database.jdbc());
        new Checkpoints(database.jdbc(), database.transactions(), clock, key, Duration.ofMinutes(1)).write();
        database.jdbc()
                .sql(
                        "alter table operation drop constraint if exists ended_iff_closed, drop constraint if exists closed_has_no_lease")
                .update();
    }

    private static UUID accepted(String subject, NewOperation.@Nullable Idempotency idempotency) {
        var request = Json.MAPPER.createObjectNode().put("host", subject).put("gpus", 8);
        var command = new Command(KernelDatabase.KIND, subject, request, "ann", "because", "batch 7");
        var operation = new NewOperation(UUID.randomUUID(), command, List.of("CANCEL"), idempotency);
        return ((SubmissionResult.Accepted) database.intake().accept(operation)).operationId();
    }

    @Test
    void a_history_that_nobody_touched_is_whole_and_proves_every_column() {
        var report = database.verification().verify(rules);

        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().unproven()).isEmpty();
        assertThat(report.checkpoints().verified()).isEqualTo(1);
        assertThat(report.scope().trustedKeys()).hasSize(1).allMatch(name -> name.startsWith("SHA256:"));
    }

    @Test
    void one_changed_value_is_found_in_every_column_that_proves_anything() {
        var unnoticed = new TreeSet<String>();
        var tried = 0;
        for (var table : List.of("operation", "audit_entry", "audit_checkpoint", "idempotency_key")) {
            for (var column : columns(table).entrySet()) {
                for (var row : rows(table)) {
                    tried++;
                    if (findingsAfter(changeOf(table, column.getKey(), column.getValue(), row))
                            .isEmpty()) {
                        unnoticed.add(table + "." + column.getKey());
                    }
                }
            }
        }

        assertThat(tried).isGreaterThan(200);
        assertThat(unnoticed)
                .as("columns in which a changed value was not noticed: prove them, or say why they prove nothing")
                .isEqualTo(Stream.of(PROVE_NOTHING, MAY_RISE_WHILE_OPEN, Set.of("idempotency_key.created_at"))
                        .flatMap(Set::stream)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void a_fence_that_was_lowered_or_raised_after_the_end_is_found() {
        assertThat(findingsAfter("update operation set fence = fence - 1 where subject = 'gpu-3'"))
                .anyMatch(finding -> finding.contains("fence is 0, its entries say 1"));
        assertThat(findingsAfter("update operation set fence = fence + 1 where subject = 'gpu-1'"))
                .anyMatch(finding -> finding.contains("fence is 2, its entries say 1"));
    }

    @Test
    void a_row_that_is_removed_leaves_its_entries_behind() {
        assertThat(findingsAfter("delete from operation where subject = 'gpu-1'"))
                .anyMatch(finding -> finding.contains("has a history of 5 entries and no row"));
    }

    @Test
    void a_row_and_its_history_set_back_together_are_missed_by_the_checkpoint() {
        var statements = """
                delete from audit_entry a using operation o where a.operation_id = o.id and o.subject = 'gpu-4' and a.seq > 1;
                update operation o set state = 'REQUESTED', audit_seq = 1, audit_head = a.hash, asked = null, cause = null,
                    facts = '{}', actions = '["CANCEL"]', entered_at = o.created_at, updated_at = o.created_at
                from audit_entry a where a.operation_id = o.id and o.subject = 'gpu-4'""";

        assertThat(findingsAfter(statements.split(";")))
                .allMatch(finding -> finding.contains("checkpoint 1 saw entry"))
                .isNotEmpty();
    }

    private List<String> findingsAfter(String... changes) {
        return database.transactions().execute(status -> {
            database.jdbc().sql("set local session_replication_role = replica").update();
            for (var change : changes) {
                assertThat(database.jdbc().sql(change).update()).as(change).isPositive();
            }
            status.setRollbackOnly();
            return database.verification().verify(rules).findings();
        });
    }

    private static Map<String, String> columns(String table) {
        var columns = new LinkedHashMap<String, String>();
        database.jdbc()
                .sql("select column_name, data_type from information_schema.columns where table_name = ? order by 1")
                .param(table)
                .query(row -> {
                    columns.put(row.getString(1), row.getString(2));
                });
        assertThat(columns).isNotEmpty();
        return columns;
    }

    private static List<String> rows(String table) {
        return new ArrayList<>(database.jdbc()
                .sql("select ctid::text from %s order by 1".formatted(table))
                .query(String.class)
                .list());
    }

    private String changeOf(String table, String column, String type, String row) {
        var number = 2 + random.nextInt(1_000);
        var value = switch (type) {
            case "uuid" -> "gen_random_uuid()";
            case "boolean" -> "not " + column;
            case "integer", "bigint" -> column + " + " + number;
            case "text" ->
                random.nextBoolean() ? "coalesce(%s, '') || 'x'".formatted(column) : "'%d'".formatted(number);
            case "jsonb" ->
                "case jsonb_typeof(%1$s) when 'array' then %1$s || '[\"SKIP\"]' when 'object' then %1$s || '{\"x\": %2$d}' else '{\"x\": 1}' end"
                        .formatted(column, number);
            case "json" -> "'{\"x\": %d}'".formatted(number);
            case "timestamp with time zone" ->
                "case when %1$s is null or not isfinite(%1$s) then now() else %1$s %2$s %3$d * interval '1 minute' end"
                        .formatted(column, random.nextBoolean() ? "+" : "-", 2 + number);
            default -> throw new IllegalStateException("a type that this test does not know: " + type);
        };
        return "update %s set %s = %s where ctid = '%s'".formatted(table, column, value, row);
    }
}
