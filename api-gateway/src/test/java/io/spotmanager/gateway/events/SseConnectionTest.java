package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection comes to its end, with or without a change told every millisecond. */
@Timeout(60)
class SseConnectionTest {
    private final HubScene scene = new HubScene(10_000, 10);
    private final Subscriber listener = scene.joined();
    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final SseConnection stream = new SseConnection(scene.hub, scene.settings, System::nanoTime);

    @AfterEach
    void end() {
        listener.end();
    }

    @Test
    void it_ends_when_its_time_is_over_so_that_the_login_is_checked_anew() throws Exception {
        var begun = System.nanoTime();
        carry(() -> true);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(scene.settings.life());
        assertThat(text()).startsWith("first: heartbeat\nid: 1000000000\n\n");
    }

    @Test
    void a_flood_of_events_does_not_keep_it_alive() throws Exception {
        flood();
        carry(() -> true);
        assertThat(text()).contains("A@1 ");
    }

    @Test
    void a_flood_of_events_does_not_hide_that_the_login_is_gone() throws Exception {
        flood();
        var checks = new AtomicInteger();
        carry(() -> checks.incrementAndGet() < 3);
        assertThat(checks).hasValue(3);
    }

    @Test
    void it_says_something_more_often_than_it_asks_whether_the_login_is_valid() throws Exception {
        var settings = new EventsSettings(
                Duration.ofMillis(5),
                Duration.ofMillis(100),
                Duration.ofMillis(350),
                Duration.ofSeconds(2),
                Duration.ofMinutes(5),
                10,
                1,
                1);
        var checks = new AtomicInteger();
        new SseConnection(scene.hub, settings, System::nanoTime)
                .carry(listener, () -> checks.incrementAndGet() < 3, wire);
        assertThat(checks.get()).isBetween(1, 3);
        assertThat(text().split(": heartbeat", -1).length).isGreaterThan(5 * checks.get());
    }

    @Test
    void it_ends_when_it_is_cut_off_and_delivers_nothing_more() throws Exception {
        for (var number = 0; number <= 10_000; number++) {
            scene.hub.tell(HubScene.after(1), List.of(HubScene.told("A", 1)));
        }
        carry(() -> true);
        assertThat(text()).isEqualTo("first");
    }

    @Test
    void a_heartbeat_never_claims_more_than_was_delivered() throws Exception {
        var told = new AtomicInteger();
        carry(() -> {
            var number = told.incrementAndGet();
            scene.hub.tell(HubScene.after(number), List.of(HubScene.told("A", number)));
            return number < 5;
        });
        for (var number = 1; number < 5; number++) {
            assertThat(text()).containsSubsequence("A@%d ".formatted(number), "id: " + HubScene.after(number));
        }
    }

    private void flood() {
        Thread.startVirtualThread(() -> {
            while (!listener.ended()) {
                scene.hub.tell(HubScene.after(1), List.of(HubScene.told("A", 1)));
                LockSupport.parkNanos(1_000_000);
            }
        });
    }

    private void carry(BooleanSupplier login) throws IOException, InterruptedException {
        stream.begin(List.of(new SseFrame("first".getBytes(StandardCharsets.UTF_8))), listener, wire);
        stream.carry(listener, login, wire);
    }

    private String text() {
        return wire.toString(StandardCharsets.UTF_8);
    }
}
