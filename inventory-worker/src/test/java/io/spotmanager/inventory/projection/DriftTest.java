package io.spotmanager.inventory.projection;

import static io.spotmanager.inventory.projection.Sketch.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.fleet.table.HostRow.Drift;
import io.spotmanager.inventory.projection.DriftDetector.FinishedMove;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A move has put H1 into L40-n3-spot, at noon. */
class DriftTest {
    private static final UUID OPERATION = new UUID(0, 7);
    private static final FinishedMove MOVE = new FinishedMove(OPERATION, "L40-n3-spot", NOON);
    private static final Instant LATER = NOON.plusSeconds(60);

    private final Sketch asMoved =
            new Sketch().pool("L40-n3").pool("L40-n3-spot", "H1").pool("not-for-sale", "H1");
    private final Sketch movedBack = new Sketch().pool("L40-n3", "H1").pool("L40-n3-spot");

    @Test
    void a_host_where_its_move_has_put_it_has_not_drifted() {
        assertThat(drift(asMoved, Map.of(), LATER)).isEqualTo(Drift.NONE);
    }

    @Test
    void a_host_that_somebody_has_moved_since_has_and_tells_where_it_should_be() {
        assertThat(drift(movedBack, Map.of(), LATER)).isEqualTo(new Drift(OPERATION, "L40-n3-spot", LATER));
    }

    @Test
    void a_host_in_a_second_pool_or_in_none_has_drifted_too() {
        assertThat(drift(new Sketch().pool("L40-n3", "H1").pool("L40-n3-spot", "H1"), Map.of(), LATER))
                .isNotEqualTo(Drift.NONE);
        assertThat(drift(new Sketch().service("H1", true, true, null), Map.of(), LATER))
                .isNotEqualTo(Drift.NONE);
    }

    @Test
    void a_look_from_before_the_end_of_the_move_proves_nothing() {
        assertThat(drift(movedBack, Map.of(), NOON)).isEqualTo(Drift.NONE);
        assertThat(drift(movedBack, Map.of(), NOON.minusSeconds(1))).isEqualTo(Drift.NONE);
    }

    @Test
    void drift_keeps_the_time_at_which_it_was_first_seen_and_ends_with_its_cause() {
        var seen = new Drift(OPERATION, "L40-n3-spot", NOON.plusSeconds(1));

        assertThat(drift(movedBack, Map.of("H1", seen), LATER)).isEqualTo(seen);
        assertThat(drift(asMoved, Map.of("H1", seen), LATER)).isEqualTo(Drift.NONE);
    }

    @Test
    void drift_from_an_earlier_operation_is_forgotten_with_the_next_one() {
        var earlier = new Drift(new UUID(0, 1), "A100-n3", NOON.minusSeconds(9));

        assertThat(drift(movedBack, Map.of("H1", earlier), LATER))
                .isEqualTo(new Drift(OPERATION, "L40-n3-spot", LATER));
        assertThat(judged(movedBack, new DriftDetector(Map.of("H1", earlier), Map.of("H1", LATER), Map.of(), LATER)))
                .isEqualTo(Drift.NONE);
    }

    @Test
    void a_host_that_was_not_looked_at_keeps_what_was_known() {
        var seen = new Drift(OPERATION, "L40-n3-spot", NOON.plusSeconds(1));

        assertThat(judged(movedBack, new DriftDetector(Map.of("H1", seen), Map.of(), Map.of(), LATER)))
                .isEqualTo(seen);
    }

    private static Drift drift(Sketch sketch, Map<String, Drift> before, Instant readAt) {
        return judged(sketch, new DriftDetector(before, Map.of("H1", readAt), Map.of("H1", MOVE), LATER));
    }

    private static Drift judged(Sketch sketch, DriftDetector judge) {
        return Sketch.host(sketch.project(judge), "H1").drift();
    }
}
