package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String KEY = Keys.privateKey();

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private Instant now = Instant.now();
    private UUID first;

    @BeforeEach
    void an_operation_and_a_checkpoint_that_saw_it() {
        first = database.accepted("gpu-1");
        now = Instant.now();
        assertThat(writer(KEY).write()).isEqualTo(1);
    }

    private Checkpoints writer(String key) {
        return writer(CheckpointKey.parse(key));
    }

    private Checkpoints writer(CheckpointKey key) {
        return new Checkpoints(database.jdbc(), database.transactions(), () -> now, key, MINUTE);
    }

    private Stream<String> findings() {
        return verified(mine()).findings().stream();
    }

    private AuditVerification.Report verified(TrustedKeys keys) {
        return new AuditVerification(database.jdbc(), database.transactions(), () -> now)
                .verify(VerificationRules.trusting(keys));
    }

    private static TrustedKeys mine() {
        return TrustedKeys.none().and(CheckpointKey.parse(KEY));
    }

    private List<Long> numbers() {
        return database.jdbc()
                .sql("select n from audit_checkpoint order by n")
                .query((row, number) -> row.getLong("n"))
                .list();
    }

    @Test
    void what_happens_is_covered_by_the_next_checkpoint_and_told() {
        var second = database.accepted("gpu-2");
        now = now.plus(MINUTE);

        assertThat(writer(KEY).write()).isEqualTo(1);

        var report = verified(mine());
        assertThat(report.whole()).isTrue();
        assertThat(report.checkpoints().count()).isEqualTo(2);
        assertThat(report.checkpoints().upTo()).isCloseTo(now, within(Duration.ofMillis(1)));
        assertThat(report.checkpoints().keys())
                .containsExactly(CheckpointKey.parse(KEY).publicKey());
        assertThat(heads(2)).containsExactly(second);
    }

    @Test
    void while_nothing_happens_none_is_written() {
        now = now.plus(Duration.ofDays(7));

        assertThat(writer(KEY).write()).isZero();
        assertThat(numbers()).containsExactly(1L);
    }

    @Test
    void a_checkpoint_that_another_process_just_wrote_is_enough() {
        database.accepted("gpu-2");
        now = now.plus(Duration.ofSeconds(20));

        assertThat(writer(KEY).write()).isZero();
    }

    @Test
    void of_many_processes_at_the_same_moment_one_writes() {
        database.accepted("gpu-2");
        now = now.plus(MINUTE);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var process = 0; process < 6; process++) {
                threads.submit(() -> writer(KEY).write());
            }
        }

        assertThat(numbers()).containsExactly(1L, 2L);
        assertThat(findings()).isEmpty();
    }

    @Test
    void after_a_long_pause_each_day_has_its_own() {
        database.tamper("update audit_entry set at = at - interval '3 days'", "truncate audit_checkpoint");
        database.accepted("gpu-2");
        now = Instant.now();

        assertThat(writer(KEY).write()).isEqualTo(2);

        assertThat(heads(1)).containsExactly(first);
        assertThat(numbers()).containsExactly(1L, 2L);
    }

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
    void a_checkpoint_of_a_strangers_key_is_found_by_its_fingerprint() {
        assertThat(findings()).isEmpty();
        var stranger = CheckpointKey.parse(Keys.privateKey());
        database.tamper("truncate audit_checkpoint");
        writer(stranger).write();

        assertThat(findings())
                .containsExactly("checkpoint 1 was signed with a key that is not trusted: "
                        + TrustedKeys.fingerprint(stranger.publicKey()));
        assertThat(verified(mine()).checkpoints().upTo()).isNull();
        assertThat(verified(mine()).scope().unverifiedCheckpoints()).isEqualTo(1);
    }

    @Test
    void without_a_trusted_key_no_checkpoint_is_verified_and_that_is_a_finding() {
        var report = verified(TrustedKeys.none());

        assertThat(report.whole()).isFalse();
        assertThat(report.findings())
                .singleElement()
                .asString()
                .contains("none of the 1 checkpoints could be verified");
        assertThat(report.scope().trustedKeys()).isEmpty();
        assertThat(report.scope().notes()).singleElement().asString().contains("no public key is trusted");
    }

    @Test
    void without_keys_and_without_checkpoints_it_is_said_what_cannot_be_told() {
        database.tamper("truncate audit_checkpoint");

        var report = verified(TrustedKeys.none());

        assertThat(report.findings()).isEmpty();
        assertThat(report.scope().notes()).singleElement().asString().startsWith("No checkpoint could be verified");
    }

    @Test
    void after_a_change_of_keys_both_are_trusted_and_one_alone_is_not_enough() {
        var next = CheckpointKey.parse(Keys.privateKey());
        database.accepted("gpu-2");
        now = now.plus(MINUTE);
        assertThat(writer(next).write()).isEqualTo(1);

        assertThat(verified(mine().and(next)).findings()).isEmpty();
        assertThat(findings())
                .containsExactly("checkpoint 2 was signed with a key that is not trusted: "
                        + TrustedKeys.fingerprint(next.publicKey()));
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
    void entries_that_no_checkpoint_covers_after_a_while_are_found() {
        var second = database.accepted("gpu-2");
        now = now.plus(Duration.ofMinutes(11));

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("1 operations have entries that no verified checkpoint covers")
                .contains("the oldest is entry 1 of operation " + second);
        assertThat(writer(KEY).lag()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
        assertThat(writer(KEY).write()).isEqualTo(1);
        assertThat(findings()).isEmpty();
        assertThat(writer(KEY).lag()).isZero();
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
    void a_process_that_runs_notices_once_that_the_newest_checkpoint_it_saw_is_gone_or_another_one() {
        var running = writer(KEY);
        assertThat(running.gone()).isEmpty();
        assertThat(running.gone()).isEmpty();

        database.tamper("truncate audit_checkpoint");
        assertThat(writer(KEY).write()).isEqualTo(1);
        assertThat(running.gone()).isEmpty(); // the same statement of the same time, signed with the same key

        database.tamper("truncate audit_checkpoint");
        assertThat(running.gone()).contains(1L);
        assertThat(running.gone()).isEmpty();
    }

    @Test
    void what_a_strangers_checkpoint_says_it_covers_is_covered_once_more() {
        database.accepted("gpu-2");
        now = now.plus(MINUTE);
        writer(CheckpointKey.parse(Keys.privateKey())).write();

        assertThat(writer(KEY).write()).isEqualTo(1);
        assertThat(heads(3)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'not a head'", "heads || E'\\n'", "E'\\n' || heads", "heads || E'\\r'"})
    void a_checkpoint_that_lists_what_cannot_be_read_does_not_end_the_verification(String heads) {
        var stranger = CheckpointKey.parse(Keys.privateKey());
        database.tamper(
                "update audit_checkpoint set heads = %s, public_key = '%s'".formatted(heads, stranger.publicKey()));
        resign(stranger);

        assertThat(findings())
                .contains("checkpoint 1 does not match its hash or its signature")
                .anyMatch(finding -> finding.contains("not trusted"));
    }

    /** As who has a key of their own can make every checkpoint match it. */
    private static void resign(CheckpointKey key) {
        var one = database.jdbc()
                .sql("select * from audit_checkpoint")
                .query(Checkpoints::checkpoint)
                .single();
        var hash = ChainHash.of(one.n(), one.writtenAt(), one.upTo(), one.heads(), one.previousHash());
        database.tamper("update audit_checkpoint set hash = '%s', signature = '%s'"
                .formatted(hash, key.sign("spot-manager audit checkpoint " + hash)));
    }

    @Test
    void the_clock_of_the_database_decides_what_time_it_is() {
        assertThat(new DatabaseClock(database.jdbc()).instant()).isCloseTo(Instant.now(), within(MINUTE));
    }

    @Test
    void a_checkpoint_can_neither_be_changed_nor_removed() {
        for (var change : new String[] {
            "update audit_checkpoint set n = 2", "delete from audit_checkpoint", "truncate audit_checkpoint"
        }) {
            assertThatThrownBy(() -> database.jdbc().sql(change).update()).hasMessageContaining("append-only");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-----BEGIN PRIVATE KEY-----", "AAAA"})
    void a_key_that_cannot_be_read_is_refused_without_being_shown(String text) {
        assertThatThrownBy(() -> CheckpointKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl genpkey")
                .hasNoCause();
    }

    private List<UUID> heads(long n) {
        return database.jdbc()
                .sql("select * from audit_checkpoint where n = ?")
                .param(n)
                .query(Checkpoints::checkpoint)
                .single()
                .parsedHeads()
                .map(Checkpoint.Head::operationId)
                .toList();
    }
}
