package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.VerificationJob.Turn;
import java.util.ArrayList;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionDefinition;

/** A verification in portions, and what happens between two of them: crashes, other processes, and somebody who may write to the database. */
class VerificationJobTest extends CheckpointFixture {
    private static final PortionSize SMALLEST = new PortionSize(1, 1, 1, 1, 1);
    private static final int OPERATIONS = 6;

    private final VerificationJob process = process(KEY);

    @BeforeEach
    void some_more_operations() {
        IntStream.range(1, OPERATIONS).forEach(number -> database.accepted("more-" + number));
        now = now.plus(MINUTE);
        assertThat(writer(KEY).write()).isEqualTo(1);
    }

    private VerificationJob process(String key) {
        var signing = CheckpointKey.parse(key);
        var snapshot = database.transactions();
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return new VerificationJob(
                database.jdbc(),
                snapshot,
                VerificationRules.trusting(mine().and(signing)),
                signing,
                () -> now,
                SMALLEST);
    }

    private VerificationResult untilItEnds(VerificationJob by) {
        while (by.work() instanceof Turn.Read) {
            // the next portion
        }
        return by.latest().orElseThrow();
    }

    private static void reads(VerificationJob by, int portions) {
        IntStream.range(0, portions).forEach(portion -> assertThat(by.work()).isInstanceOf(Turn.Read.class));
    }

    private void leaseEnds() {
        database.tamper("update verification set leased_until = now() - interval '1 second'");
    }

    @Test
    void after_a_crash_another_process_goes_on_with_the_portion_that_was_not_finished() {
        process.start("ann");
        reads(process, 5);
        var before = process.running().orElseThrow();
        assertThat(before.checkpoints()).isEqualTo(2);
        assertThat(before.operations()).isPositive();

        var other = process(KEY);
        assertThat(other.work()).as("the first one may live").isInstanceOf(Turn.Idle.class);
        leaseEnds();
        reads(other, 1);

        assertThat(other.running().orElseThrow().operations()).isEqualTo(before.operations() + 1);
        assertThat(process.work()).as("it has lost its lease").isInstanceOf(Turn.Idle.class);
        var result = untilItEnds(other);
        assertThat(result.report().findings()).isEmpty();
        assertThat(result.report().operations()).isEqualTo(OPERATIONS);
        assertThat(result.requestedBy()).isEqualTo("ann");
        assertThat(result.signed()).isTrue();
    }

    @Test
    void one_runs_at_a_time_and_a_second_start_joins_it() {
        process.start("ann");
        reads(process, 1);
        process(KEY).start("ben");

        untilItEnds(process);

        assertThat(process.latest().orElseThrow().requestedBy()).isEqualTo("ann");
        assertThat(process.work()).isInstanceOf(Turn.Idle.class);
    }

    @Test
    void what_is_changed_behind_the_reading_is_found_by_the_next_verification() {
        var ids = database.jdbc()
                .sql("select id from operation order by id")
                .query(UUID.class)
                .list();
        process.start("ann");
        reads(process, 2 + 1 + OPERATIONS / 2); // the checkpoints, their end, and half of the operations
        database.tamper("update audit_entry set actor = 'mallory' where operation_id = '%s'".formatted(ids.getFirst()));
        var ahead = ids.getLast();
        database.tamper("update audit_entry set actor = 'mallory' where operation_id = '%s'".formatted(ahead));

        var first = untilItEnds(process);
        assertThat(first.report().findings())
                .containsExactly(
                        "operation %s: entry 1 does not match its hash".formatted(ahead),
                        "operation %s: requested_by is \"ann\", its entries say \"mallory\"".formatted(ahead));
        assertThat(first.report().scope().notes().toString()).contains("the next verification finds");

        process.start("ann");
        assertThat(untilItEnds(process).report().findingsInAll()).isEqualTo(4);
    }

    @Test
    void what_was_noted_between_two_portions_cannot_be_changed_unseen() {
        process.start("ann");
        reads(process, 6);
        leaseEnds();
        database.tamper(
                "update verification set state = replace(state::text, '\"phase\":\"OPERATIONS\"', '\"phase\":\"KEYS\"')::json");

        var result = untilItEnds(process(KEY));

        assertThat(result.report().operations()).as("read anew").isEqualTo(OPERATIONS);
        assertThat(result.report().findings())
                .containsExactly(
                        "what verification 1 had written down between two portions was changed in the database, so it began anew");
    }

    @Test
    void an_entry_without_a_checkpoint_cannot_be_hidden_by_a_row_that_says_it_is_covered() {
        var late = database.accepted("uncovered");
        now = now.plus(MINUTE.multipliedBy(20));
        process.start("ann");
        reads(process, 3);
        database.tamper(
                "insert into verification_head (operation_id, seq, seal) select '%s', 9, seal from verification_head limit 1"
                        .formatted(late));

        assertThat(untilItEnds(process).report().findings())
                .anyMatch(finding -> finding.startsWith("1 operations have entries that no verified checkpoint covers"))
                .anyMatch(finding -> finding.contains(late + ": what this verification had written down"));
    }

    @Test
    void a_process_with_other_keys_leaves_it_alone_until_nobody_else_has_taken_it_up_and_begins_anew() {
        process.start("ann");
        reads(process, 4);
        var other = process(io.spotmanager.workflow.fixture.Keys.privateKey());
        leaseEnds();
        assertThat(other.work()).isInstanceOf(Turn.Idle.class);

        database.tamper("update verification set leased_until = now() - interval '1 hour'");

        var result = untilItEnds(other);
        assertThat(result.report().findings()).isEmpty();
        assertThat(result.report().checkpoints().count()).isEqualTo(2);
    }

    @Test
    void a_portion_that_fails_is_read_again_and_says_why() {
        process.start("ann");
        reads(process, 4);
        database.tamper("alter table audit_entry rename column hash to gone");

        var turn = process.work();

        assertThat(turn).isInstanceOf(Turn.Failed.class);
        database.tamper("alter table audit_entry rename column gone to hash");
        assertThat(process.running().orElseThrow().cause()).contains("hash").hasSizeLessThan(500);
        assertThat(untilItEnds(process).report().findings()).isEmpty();
    }

    @Test
    void findings_of_all_portions_are_kept() {
        var ids = new ArrayList<>(database.jdbc()
                .sql("select id from operation order by id")
                .query(UUID.class)
                .list());
        database.tamper("update operation set reason = 'another'");
        process.start("ann");

        var result = untilItEnds(process);

        assertThat(result.report().findings())
                .containsExactlyElementsOf(ids.stream()
                        .map("operation %s: reason is \"another\", its entries say \"because\""::formatted)
                        .toList());
    }
}
