package io.spotmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spotmanager.workflow.fixture.Keys;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** When checkpoints are written, what they cover, and what stays uncovered. */
class CheckpointWritingTest extends CheckpointFixture {
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

    @Test
    void the_clock_of_the_database_decides_what_time_it_is() {
        assertThat(new DatabaseClock(database.jdbc()).instant()).isCloseTo(Instant.now(), within(MINUTE));
    }
}
