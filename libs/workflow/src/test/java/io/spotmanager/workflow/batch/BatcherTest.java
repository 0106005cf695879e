package io.spotmanager.workflow.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatcherTest {
    private final ArrayDeque<Runnable> clock = new ArrayDeque<>();
    private final List<List<Integer>> handedOn = new ArrayList<>();
    private final Batcher<Integer> batcher = new Batcher<>(clock::add, 3, handedOn::add);

    @Test
    void what_comes_before_the_time_is_up_is_handed_on_together_and_in_order() {
        add(1, 2, 3);
        assertThat(handedOn).as("nothing before its time").isEmpty();
        theTimeIsUp();
        assertThat(handedOn).containsExactly(List.of(1, 2, 3));
        assertThat(clock).as("further wake-ups").isEmpty();
    }

    @Test
    void more_than_fit_are_handed_on_in_pieces_at_once() {
        add(1, 2, 3, 4, 5, 6, 7);
        theTimeIsUp();
        assertThat(handedOn).containsExactly(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7));
    }

    @Test
    void what_comes_after_a_hand_over_has_its_own() {
        add(1);
        theTimeIsUp();
        add(2);
        theTimeIsUp();
        assertThat(handedOn).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void what_comes_during_a_hand_over_is_not_forgotten() {
        var nosy = new ArrayList<Integer>();
        var self = new ArrayList<Batcher<Integer>>();
        self.add(new Batcher<>(clock::add, 3, group -> {
            nosy.addAll(group);
            if (group.contains(1)) {
                self.getFirst().add(2);
            }
        }));
        self.getFirst().add(1);
        while (!clock.isEmpty()) {
            theTimeIsUp();
        }
        assertThat(nosy).containsExactly(1, 2);
    }

    @Test
    void a_flush_does_not_wait_for_the_time_and_leaves_nothing_for_it() {
        add(1, 2);
        batcher.flush();
        assertThat(handedOn).containsExactly(List.of(1, 2));
        theTimeIsUp();
        assertThat(handedOn).containsExactly(List.of(1, 2));
    }

    @Test
    void what_comes_while_ten_thousand_are_waiting_is_dropped_and_the_rest_still_handed_on() {
        IntStream.range(0, 10_500).forEach(batcher::add);
        theTimeIsUp();
        assertThat(handedOn.stream().flatMap(List::stream))
                .containsExactlyElementsOf(IntStream.range(0, 10_000).boxed().toList());
        add(-1);
        theTimeIsUp();
        assertThat(handedOn).last().isEqualTo(List.of(-1));
    }

    private void add(Integer... some) {
        List.of(some).forEach(batcher::add);
    }

    private void theTimeIsUp() {
        clock.remove().run();
    }
}
