package io.spotmanager.clouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResponseMemoryTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ResponseMemory memory = new ResponseMemory(100);

    @Test
    void what_fits_is_granted_at_once_and_freed_in_the_end() {
        try (var share = memory.open()) {
            assertThat(share.take(60, AT_ONCE)).isTrue();
            assertThat(share.take(40, AT_ONCE)).isTrue();
            assertThat(memory.taken()).isEqualTo(100);
        }
        assertThat(memory.taken()).isZero();
    }

    @Test
    void one_answer_may_always_continue_and_another_one_waits_for_memory() throws Exception {
        var first = memory.open();
        var second = memory.open();
        assertThat(first.take(80, AT_ONCE)).isTrue();
        assertThat(first.take(80, AT_ONCE)).isTrue();
        assertThat(second.take(10, AT_ONCE)).isFalse();
        assertThat(second.wasRefused()).isTrue();

        var later = CompletableFuture.supplyAsync(() -> second.take(10, LONG));
        assertThat(later).isNotDone();
        first.close();

        assertThat(later.get(20, TimeUnit.SECONDS)).isTrue();
        second.close();
        assertThat(memory.taken()).isZero();
    }

    @Test
    void answers_that_fill_the_memory_together_all_come_to_an_end() {
        var shares = List.of(memory.open(), memory.open(), memory.open());
        shares.forEach(share -> assertThat(share.take(30, AT_ONCE)).isTrue());

        var complete = shares.stream()
                .map(share -> CompletableFuture.supplyAsync(() -> {
                    try (share) {
                        return share.take(70, LONG);
                    }
                }))
                .toList();

        assertThat(complete)
                .allSatisfy(each -> assertThat(each.get(30, TimeUnit.SECONDS)).isTrue());
        assertThat(memory.taken()).isZero();
    }

    @Test
    void a_refused_request_takes_nothing() {
        var first = memory.open();
        var second = memory.open();
        assertThat(first.take(200, AT_ONCE)).isTrue();
        assertThat(second.take(10, AT_ONCE)).isFalse();
        second.close();
        first.close();

        assertThat(memory.taken()).isZero();
    }
}
