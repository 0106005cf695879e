package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditChainTest {
    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private UUID operation;

    @BeforeEach
    void three_operations_with_four_entries_each() {
        operation = operationWithHistory("gpu-1");
        operationWithHistory("gpu-2");
        operationWithHistory("gpu-3");
    }

    private static UUID operationWithHistory(String subject) {
        var id = database.accepted(subject);
        for (var seq = 2; seq <= 4; seq++) {
            var what = new AuditEvent("worker:w1", "DONE", "S" + (seq - 1), "S" + seq, "step", 1, seq);
            append(AuditEntry.after(head(id), id, Instant.now(), what, "{\"why\":\"é \\\" ' \\\\ :\"}"));
        }
        return id;
    }

    private static AuditHead head(UUID id) {
        return database.read(id).audit();
    }

    private static void append(AuditEntry entry) {
        database.insert(entry);
        database.jdbc()
                .sql("update operation set audit_seq = ?, audit_head = ?, state = ?, fence = ? where id = ?")
                .params(
                        entry.seq(),
                        entry.hash(),
                        entry.what().toState(),
                        entry.what().fence(),
                        entry.operationId())
                .update();
    }

    private void tamper(String sql) {
        database.tamper(sql.replace(":id", "'" + operation + "'"));
    }

    private Stream<String> findings() {
        var report = database.verification().verify();
        assertThat(report.whole()).isEqualTo(report.findings().isEmpty());
        return report.findings().stream();
    }

    @Test
    void a_history_that_nobody_touched_is_whole_and_counted() {
        var report = database.verification().verify();

        assertThat(report.findings()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.operations()).isEqualTo(3);
        assertThat(report.entries()).isEqualTo(12);
    }

    @Test
    void an_empty_history_is_whole() {
        database.tamper("truncate audit_entry, operation");

        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1 microsecond'",
                "actor = 'worker:w2'",
                "event = 'SKIPPED'",
                "from_state = null",
                "from_state = ''",
                "to_state = 'S9'",
                "step = null",
                "step = 'step '",
                "attempt = 2",
                "fence = 99",
                "detail = '{\"why\":\"nothing\"}'",
                "detail = (detail::text || ' ')::json",
                "hash = repeat('0', 64)"
            })
    void any_field_that_was_changed_is_found(String change) {
        tamper("update audit_entry set %s where operation_id = :id and seq = 2".formatted(change));

        assertThat(findings()).contains("operation %s: entry 2 does not match its hash".formatted(operation));
    }

    @Test
    void every_entry_of_a_chain_is_covered() {
        for (var seq = 1; seq <= 4; seq++) {
            tamper("update audit_entry set actor = actor || '!' where operation_id = :id and seq = " + seq);
        }

        assertThat(findings().filter(finding -> finding.contains("does not match its hash")))
                .hasSize(4);
    }

    @Test
    void an_entry_left_out_of_the_middle_is_found() {
        tamper("delete from audit_entry where operation_id = :id and seq = 2");

        assertThat(findings())
                .containsExactly(
                        "operation %s: entry 3 follows entry 1".formatted(operation),
                        "operation %s: entry 3 does not match its hash".formatted(operation));
    }

    @Test
    void an_entry_left_out_and_the_rest_renumbered_is_found() {
        tamper("delete from audit_entry where operation_id = :id and seq = 2");
        tamper("update audit_entry set seq = 2 where operation_id = :id and seq = 3");
        tamper("update audit_entry set seq = 3 where operation_id = :id and seq = 4");

        assertThat(findings())
                .contains("operation %s: entry 2 does not match its hash".formatted(operation))
                .contains("operation %s says its history ends with entry 4, the history ends with 3"
                        .formatted(operation));
    }

    @Test
    void a_history_cut_off_at_its_end_is_found() {
        tamper("delete from audit_entry where operation_id = :id and seq > 2");

        assertThat(findings())
                .containsExactly("operation %s says its history ends with entry 4, the history ends with 2"
                        .formatted(operation));
    }

    @Test
    void a_history_that_is_gone_is_found() {
        tamper("delete from audit_entry where operation_id = :id");

        assertThat(findings())
                .containsExactly("operation %s says its history ends with entry 4, the history ends with none"
                        .formatted(operation));
    }

    @Test
    void an_entry_put_in_behind_the_end_is_found_even_with_a_right_hash() {
        var what = new AuditEvent("eve", "DONE", "S4", "S4", null, 0, 0);
        database.insert(AuditEntry.after(head(operation), operation, Instant.now(), what, "{}"));

        assertThat(findings())
                .containsExactly("operation %s says its history ends with entry 4, the history ends with 5"
                        .formatted(operation));
    }

    @Test
    void an_entry_put_in_between_is_found() {
        tamper("update audit_entry set seq = 5 where operation_id = :id and seq = 4");
        tamper("update audit_entry set seq = 4 where operation_id = :id and seq = 3");
        var second = database.history(operation).get(1);
        var what = new AuditEvent("eve", "DONE", "S2", "S3", null, 0, 0);
        database.insert(AuditEntry.after(second.head(), operation, Instant.now(), what, "{}"));

        assertThat(findings()).contains("operation %s: entry 4 does not match its hash".formatted(operation));
    }

    @Test
    void two_entries_exchanged_are_found() {
        tamper("update audit_entry set seq = -2 where operation_id = :id and seq = 2");
        tamper("update audit_entry set seq = 2 where operation_id = :id and seq = 3");
        tamper("update audit_entry set seq = 3 where operation_id = :id and seq = -2");

        assertThat(findings()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void an_operation_whose_state_disagrees_with_its_history_is_found() {
        tamper("update operation set state = 'SUCCEEDED' where id = :id");

        assertThat(findings()).singleElement().asString().contains(operation.toString());
    }

    @Test
    void an_operation_of_an_earlier_release_that_was_closed_by_hand_is_found_where_others_went_on() {
        var report = database.verification().verify();
        assertThat(report.scope().unproven()).containsEntry("open", 3L).containsEntry("actions", 3L);
        var early = database.accepted("gpu-4");
        var what = new AuditEvent("worker:w1", "DONE", "REQUESTED", "S2", "step", 1, 1);
        append(AuditEntry.after(head(early), early, Instant.now(), what, "{}"));
        assertThat(findings()).isEmpty();

        tamper("update operation set open = false, ended_at = now() where id = '%s'".formatted(early));

        assertThat(findings())
                .containsExactly(
                        "1 operations of kind move are closed in state S2, which is no end: others went on from it;"
                                + " the first is operation " + early);
    }

    @Test
    void what_a_row_says_is_compared_with_its_entries_and_long_values_are_cut() {
        tamper("update operation set reason = repeat('x', 5000) where id = :id");

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("operation %s: reason is \"xxx".formatted(operation))
                .endsWith("..., its entries say \"because\"")
                .hasSizeLessThan(300);
    }

    @Test
    void very_many_findings_are_counted_and_the_first_are_told() {
        database.tamper(
                "insert into operation (id, kind, subject, state, request, requested_by, audit_seq, audit_head)"
                        + " select gen_random_uuid(), 'move', 'gpu-x' || n, 'S1', '{}', 'eve', 1, '' from generate_series(1, 1500) n");

        var report = database.verification().verify();

        assertThat(report.findings()).hasSize(1_000);
        assertThat(report.findingsInAll()).isEqualTo(1_500);
    }

    @Test
    void an_idempotency_key_that_leads_elsewhere_is_found() {
        database.tamper(
                "insert into idempotency_key values ('bob', 'k', 'h', '%s'), ('ann', 'l', 'h', gen_random_uuid())"
                        .formatted(operation));

        assertThat(findings())
                .hasSize(2)
                .anyMatch(finding -> finding.contains("\"k\" of \"bob\"") && finding.contains("requested by \"ann\""))
                .anyMatch(finding -> finding.contains("\"l\" of \"ann\"") && finding.contains("is not there"));
    }

    @Test
    void an_entry_moved_to_another_operation_is_found() {
        var other = database.accepted("gpu-4");
        tamper("delete from audit_entry where operation_id = '%s'".formatted(other));
        tamper("update audit_entry set operation_id = '%s' where operation_id = :id and seq = 1".formatted(other));

        assertThat(findings()).anyMatch(finding -> finding.contains(other + ": entry 1 does not match"));
    }

    @Test
    void text_cannot_be_shifted_from_one_field_to_the_next() {
        var at = Instant.now();
        var one =
                AuditEntry.after(AuditHead.NONE, operation, at, new AuditEvent("ab", "c", null, "d", null, 1, 1), "{}");
        var other =
                AuditEntry.after(AuditHead.NONE, operation, at, new AuditEvent("a", "bc", null, "d", null, 1, 1), "{}");
        var empty =
                AuditEntry.after(AuditHead.NONE, operation, at, new AuditEvent("ab", "c", "", "d", null, 1, 1), "{}");

        assertThat(one.hash()).isNotEqualTo(other.hash()).isNotEqualTo(empty.hash());
    }
}
