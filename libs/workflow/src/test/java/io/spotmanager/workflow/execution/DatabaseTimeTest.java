package io.spotmanager.workflow.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A process's clock, corrected by what heartbeats read from the database. */
class DatabaseTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    private Instant own = NOON;
    private final DatabaseTime time = new DatabaseTime(() -> own);

    /** A heartbeat that takes that long; the database reads its clock at the given part of it. */
    private void beats(Instant database, Duration took, double readAt) {
        var before = own;
        var read = database.plus(Duration.ofNanos((long) (took.toNanos() * readAt)));
        own = own.plus(took);
        time.read(before, read, own);
    }

    @Test
    void it_is_the_databases_time_whatever_the_process_thinks() {
        beats(NOON.minusSeconds(61), Duration.ofMillis(2), 0.5);

        assertThat(time.instant())
                .isBetween(NOON.minusSeconds(61), NOON.minusSeconds(61).plusMillis(2));
    }

    @Test
    void it_goes_on_between_heartbeats() {
        beats(NOON.plusSeconds(61), Duration.ZERO, 0);
        own = own.plusSeconds(3);

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(64));
    }

    @Test
    void a_slow_heartbeat_makes_it_late_never_early() {
        beats(NOON, Duration.ofSeconds(2), 0);

        assertThat(time.instant()).isEqualTo(NOON);
    }

    @Test
    void a_slow_heartbeat_does_not_make_it_worse() {
        beats(NOON.plusSeconds(61), Duration.ZERO, 0);
        beats(NOON.plusSeconds(61), Duration.ofSeconds(2), 0.5);

        assertThat(time.instant()).isEqualTo(NOON.plusSeconds(63));
    }

    @Test
    void it_follows_a_database_whose_clock_was_set_back_or_ahead() {
        beats(NOON, Duration.ZERO, 0);
        beats(NOON.minusSeconds(30), Duration.ofMillis(10), 0.5);
        assertThat(time.instant()).isBetween(NOON.minusSeconds(30), NOON.minusSeconds(29));

        beats(NOON.plusSeconds(90), Duration.ofMillis(10), 0.5);
        assertThat(time.instant()).isBetween(NOON.plusSeconds(90), NOON.plusSeconds(91));
    }

    @Test
    void before_the_first_heartbeat_it_is_the_time_of_the_process() {
        var before = Instant.now();

        assertThat(DatabaseTime.steadily().instant())
                .isBetween(before.minusSeconds(60), Instant.now().plusSeconds(60));
    }
}
