package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A changed, removed or forged checkpoint or history is found. */
class CheckpointTamperingTest extends CheckpointFixture {
    @Test
    void an_operation_that_was_removed_with_its_whole_history_is_missed() {
        database.tamper("delete from audit_entry", "delete from outbox", "delete from operation");

        assertThat(findings())
                .containsExactly(
                        "checkpoint 1 saw entry 1 of operation %s, which is gone or another one now".formatted(first));
    }

    @Test
    void a_history_that_somebody_wrote_anew_is_not_the_one_that_was_seen() {
        var forged = AuditEntry.after(
                AuditHead.NONE,
                first,
                Instant.now(),
                new AuditEvent("mallory", "ACCEPTED", null, "REQUESTED", null, 0, 0),
                "{}");
        database.tamper("delete from audit_entry");
        database.insert(forged);
        database.tamper("update operation set audit_head = '%s'".formatted(forged.hash()));

        assertThat(findings()).anyMatch(finding -> finding.startsWith("checkpoint 1 saw entry 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "written_at = written_at + interval '1 microsecond'",
                "up_to = up_to + interval '1 microsecond'",
                "heads = ''",
                "heads = 'not a head'",
                "hash = repeat('0', 64)",
                "signature = 'AAAA'",
                "signature = '?'",
                "public_key = '?'"
            })
    void any_field_of_a_checkpoint_that_was_changed_is_found(String change) {
        database.tamper("update audit_checkpoint set " + change);

        assertThat(findings()).contains("checkpoint 1 does not match its hash or its signature");
    }

    @Test
    void a_checkpoint_left_out_of_the_middle_is_found() {
        for (var subject : new String[] {"gpu-2", "gpu-3"}) {
            database.accepted(subject);
            now = now.plusSeconds(
                    31); // half a minute is enough between two, and the clock of entries stands beside this
            assertThat(writer(KEY).write()).isEqualTo(1);
        }
        database.tamper("delete from audit_checkpoint where n = 2");

        assertThat(findings())
                .containsExactly(
                        "checkpoint 3 follows checkpoint 1",
                        "checkpoint 3 was written after another one than checkpoint 1");
    }

    @Test
    void a_checkpoint_from_the_future_is_found_and_new_ones_are_written_all_the_same() {
        var today = now;
        now = now.plus(Duration.ofDays(365));
        database.accepted("gpu-2");
        assertThat(writer(KEY).write()).isPositive();
        now = today.plus(MINUTE);

        var third = database.accepted("gpu-3");
        now = now.plus(MINUTE);
        assertThat(writer(KEY).write()).isEqualTo(1);

        var report = verified(mine());
        assertThat(report.findings()).isNotEmpty().allMatch(finding -> finding.contains("is from the future"));
        assertThat(report.checkpoints().upTo()).isCloseTo(now, within(Duration.ofMillis(1)));
        assertThat(heads(numbers().getLast())).contains(third);
        now = now.plus(Duration.ofDays(366));
        assertThat(findings()).anyMatch(finding -> finding.contains("one of the two clocks was wrong"));
    }

    @Test
    void checkpoints_that_were_removed_from_the_end_leave_a_gap() {
        now = now.plus(Duration.ofMinutes(11));
        database.tamper("truncate audit_checkpoint");

        assertThat(findings()).singleElement().asString().contains("no verified checkpoint covers");
    }

    @Test
    void an_operation_that_was_put_in_with_times_of_long_ago_is_covered_by_no_checkpoint() {
        now = now.plus(Duration.ofMinutes(20));
        database.accepted("gpu-2");
        database.tamper(
                "update audit_entry set at = at + interval '19 minutes' where operation_id <> '%s'".formatted(first));
        assertThat(writer(KEY).write()).isEqualTo(1);

        var forged = database.accepted("gpu-9");
        now = now.plus(Duration.ofMinutes(1));
        database.accepted("gpu-3");
        database.tamper(
                "update audit_entry set at = at + interval '20 minutes' where operation_id in (select id from operation where subject = 'gpu-3')");
        assertThat(writer(KEY).write()).isEqualTo(1);

        assertThat(findings()).anyMatch(finding -> finding.contains("the oldest is entry 1 of operation " + forged));
    }

    @Test
    void a_checkpoint_can_neither_be_changed_nor_removed() {
        for (var change : new String[] {
            "update audit_checkpoint set n = 2", "delete from audit_checkpoint", "truncate audit_checkpoint"
        }) {
            assertThatThrownBy(() -> database.jdbc().sql(change).update()).hasMessageContaining("append-only");
        }
    }
}
