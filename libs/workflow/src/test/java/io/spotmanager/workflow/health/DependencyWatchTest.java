package io.spotmanager.workflow.health;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DependencyWatchTest {
    private final Logger log = (Logger) LoggerFactory.getLogger(DependencyWatch.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2031-01-01T00:00:00Z"));
    private final AtomicReference<Optional<String>> trouble = new AtomicReference<>(Optional.empty());
    private final DependencyWatch watch = new DependencyWatch(
            List.of(
                    new DependencyProbe(Dependency.NETBOX, DependencyProbe.SELDOM, trouble::get),
                    DependencyProbe.off(Dependency.RUNPOD)),
            "inventory-worker@here/1",
            now::get,
            System::nanoTime,
            Runnable::run);

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
        log.setLevel(null);
    }

    private Finding netbox() {
        return watch.findings().getFirst();
    }

    private void lookAfter(Duration time) {
        now.updateAndGet(before -> before.plus(time));
        watch.look();
    }

    @Test
    void an_outage_has_its_beginning_and_its_cause_and_is_looked_at_more_often() {
        watch.look();
        assertThat(netbox().state()).isEqualTo(DependencyState.UP);
        assertThat(watch.findings().getLast().state()).isEqualTo(DependencyState.OFF);

        trouble.set(Optional.of("no route"));
        lookAfter(DependencyProbe.SOON);
        assertThat(netbox().state()).as("it is not due yet").isEqualTo(DependencyState.UP);
        lookAfter(DependencyProbe.SELDOM);
        var began = now.get();
        lookAfter(DependencyProbe.SOON);
        assertThat(netbox().cause()).isEqualTo("no route");
        assertThat(netbox().since()).isEqualTo(began);
        assertThat(netbox().seenAt()).isEqualTo(now.get());

        trouble.set(Optional.empty());
        lookAfter(DependencyProbe.SOON);
        assertThat(netbox().state()).isEqualTo(DependencyState.UP);
        assertThat(netbox().latencyMs()).isNotNull();
    }

    @Test
    void the_log_tells_of_it_when_it_begins_once_a_minute_and_when_it_ends() {
        trouble.set(Optional.of("no route"));
        for (var look = 0; look < 10; look++) {
            lookAfter(DependencyProbe.SOON);
        }
        trouble.set(Optional.empty());
        lookAfter(DependencyProbe.SOON);

        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly(
                        "NetBox does not answer; this is told again every minute until it does: no route",
                        "NetBox has not answered for 60 s: no route",
                        "NetBox answers again, after 100 s");
    }

    @Test
    void a_look_that_fails_with_an_error_of_ours_is_an_outage_too() {
        var failing = new DependencyWatch(
                List.of(new DependencyProbe(Dependency.NETBOX, DependencyProbe.SOON, () -> {
                    throw new IllegalStateException("oops");
                })),
                "x",
                now::get,
                System::nanoTime,
                Runnable::run);
        failing.look();

        assertThat(failing.findings().getFirst().cause()).contains("oops");
    }
}
