package io.spotmanager.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.simulation.engine.EffectWithoutPointException;
import io.spotmanager.simulation.history.Lanes;
import io.spotmanager.simulation.history.RandomHistories;
import io.spotmanager.simulation.history.Scenarios;
import io.spotmanager.simulation.service.Surgery;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.Workflow;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history depends on its seed and its faults, and on nothing else. */
class ReplayTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 17, 91, 4_711})
    void the_same_seed_gives_the_same_history(long seed) {
        try (var lanes = new Lanes(1, Surgery.NONE);
                var others = new Lanes(1, Surgery.NONE)) {
            var first = RandomHistories.one(lanes.first(), seed);
            RandomHistories.one(others.first(), seed + 1);
            var again = RandomHistories.one(others.first(), seed);

            assertThat(again.events()).isNotEmpty().isEqualTo(first.events());
            assertThat(again.operations()).isEqualTo(first.operations());
        }
    }

    @Test
    void the_faults_of_a_history_give_it_again_without_its_chances() {
        try (var lanes = new Lanes(1, Surgery.NONE)) {
            var seed = 1L;
            var first = RandomHistories.one(lanes.first(), seed);
            while (first.injected().size() < 2) {
                first = RandomHistories.one(lanes.first(), ++seed);
            }
            var again = lanes.first().run(first.plan());

            assertThat(again.events()).isEqualTo(first.events());
        }
    }

    @Test
    void an_effect_without_a_point_is_refused() {
        var refusal = new AtomicReference<Throwable>();
        var elsewhere = Surgery.ofWorkflows("a step on a thread of its own", workflow -> {
            var steps = new HashMap<String, Step>();
            workflow.steps()
                    .forEach((name, step) -> steps.put(name, context -> {
                        try {
                            return CompletableFuture.supplyAsync(() -> step.run(context))
                                    .join();
                        } catch (CompletionException e) {
                            refusal.set(e.getCause());
                            throw e;
                        }
                    }));
            return new Workflow(
                    workflow.table(), steps, workflow.actions(), workflow.titles(), workflow.lateEffectWindow());
        });
        try (var lanes = new Lanes(1, elsewhere)) {
            lanes.first().run(Scenarios.move());

            assertThat(refusal.get()).isInstanceOf(EffectWithoutPointException.class);
            assertThatThrownBy(() -> {
                        throw refusal.get();
                    })
                    .hasMessageContaining("reads the pools happened on a thread without the baton");
        }
    }
}
