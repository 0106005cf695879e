package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.simulation.history.Lanes;
import io.spotmanager.simulation.history.Picture;
import io.spotmanager.simulation.history.RandomHistories;
import io.spotmanager.simulation.history.Shrinking;
import io.spotmanager.simulation.service.Surgery;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Several hosts, commands, operators and faults by chance, as many as the time allows; {@code ./spot prove} runs more of them. */
class RandomHistoriesTest {
    private static final long MOST = Long.getLong("spot.histories", 10_000);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("spot.histories.seconds", 60));

    @Test
    void random_histories_lose_nothing() {
        var seed = Measured.seed();
        var done = new AtomicLong();
        try (var lanes = new Lanes(Measured.LANES, Surgery.NONE)) {
            var begin = System.nanoTime();
            var failing = RandomHistories.failingWithin(TIME, lanes, seed, MOST, outcome -> done.incrementAndGet());
            var seconds = (System.nanoTime() - begin) / 1e9;
            Measured.tell("simulation: %d random histories from seed %d, %.0f s, %.0f a second"
                    .formatted(done.get(), seed, seconds, done.get() / seconds));
            assertThat(failing)
                    .as(() -> "%d histories fail; './spot prove --histories 1 --seed %d' shows one\n%s"
                            .formatted(
                                    failing.size(),
                                    failing.getFirst().plan().seed(),
                                    Picture.of(new Shrinking(lanes.first()).shortest(failing.getFirst()))))
                    .isEmpty();
            assertThat(done.get()).isPositive();
        }
    }
}
