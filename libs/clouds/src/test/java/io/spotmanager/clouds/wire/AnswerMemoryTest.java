package io.spotmanager.clouds.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {

    private final AnswerMemory memory = new AnswerMemory(100);
    private final List<String> events = new ArrayList<>();

    @Test
    void whatFitsGoesOnAtOnceAndIsGivenBackInTheEnd() {
        try (var share = memory.open()) {
            share.take(60, () -> events.add("a"));
            share.take(40, () -> events.add("b"));
            assertThat(memory.taken()).isEqualTo(100);
        }
        assertThat(events).containsExactly("a", "b");
        assertThat(memory.taken()).isZero();
    }

    @Test
    void oneAtATimeMayAlwaysGoOnAndTheOthersWaitForRoom() {
        var first = memory.open();
        var second = memory.open();
        first.take(80, () -> events.add("first"));
        first.take(80, () -> events.add("first beyond"));
        second.take(10, () -> events.add("second"));
        assertThat(events).containsExactly("first", "first beyond");
        assertThat(second.isWaiting()).isTrue();

        first.close();
        assertThat(events).endsWith("second");
        assertThat(second.isWaiting()).isFalse();
        second.close();
        assertThat(memory.taken()).isZero();
    }

    @Test
    void answersThatFillTheMemoryTogetherAllComeToAnEnd() {
        var shares = List.of(memory.open(), memory.open(), memory.open());
        shares.forEach(share -> share.take(30, () -> events.add("begun")));
        shares.forEach(share -> share.take(70, () -> events.add("whole")));
        assertThat(events).containsExactly("begun", "begun", "begun", "whole");

        shares.forEach(AnswerMemory.Share::close);
        assertThat(events.stream().filter("whole"::equals)).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whoeverHasGivenUpTakesNothingAnyMore() {
        var first = memory.open();
        var second = memory.open();
        first.take(200, () -> events.add("first"));
        second.take(10, () -> events.add("second"));
        second.close();
        second.take(10, () -> events.add("late"));
        first.close();

        assertThat(events).containsExactly("first");
        assertThat(memory.taken()).isZero();
    }
}
