package io.spotmanager.workflow.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.context.Lifecycle;

class ConsumerPauseTest {
    private final Tap tap = new Tap();
    private boolean canClaim = true;
    private final ConsumerPause valve = new ConsumerPause(() -> canClaim, tap);

    @Test
    void a_worker_that_may_work_takes_commands() {
        valve.turn();
        assertThat(tap.running).isTrue();
    }

    @Test
    void a_worker_that_is_cut_off_leaves_commands_to_others_until_it_is_back() {
        canClaim = false;
        valve.turn();
        assertThat(tap.running).isFalse();
        valve.turn();
        assertThat(tap.running).isFalse();

        canClaim = true;
        valve.turn();
        assertThat(tap.running).isTrue();
        assertThat(tap.turns).isEqualTo(2);
    }

    @Test
    void commands_that_somebody_else_stopped_stay_stopped() {
        tap.stop();
        valve.turn();
        assertThat(tap.running).isFalse();
    }

    private static final class Tap implements Lifecycle {
        private boolean running = true;
        private int turns;

        @Override
        public void start() {
            running = true;
            turns++;
        }

        @Override
        public void stop() {
            running = false;
            turns++;
        }

        @Override
        public boolean isRunning() {
            return running;
        }
    }
}
