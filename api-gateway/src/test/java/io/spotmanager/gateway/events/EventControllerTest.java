package io.spotmanager.gateway.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** How a connection ends whose own thread comes to an end that nobody foresaw. */
class EventControllerTest {
    private final HubScene scene = new HubScene(10, 10);

    @Test
    void its_request_is_completed_and_its_place_is_free_again() {
        var request = new MockHttpServletRequest();
        request.setAsyncSupported(true);
        request.setUserPrincipal(() -> "ann");

        controller().events(null, request, new Response());

        await().dontCatchUncaughtExceptions()
                .untilAsserted(() -> assertThat(
                                scene.meters.get("spot.events.clients").gauge().value())
                        .isZero());
        await().dontCatchUncaughtExceptions().until(() -> !request.isAsyncStarted());
    }

    @SuppressWarnings("NullAway") // nobody is asked: the write fails long before the first look at the log-in
    private EventController controller() {
        var minute = Duration.ofMinutes(1);
        var settings = new EventsSettings(Duration.ofMillis(20), minute, minute, minute, minute, 10, 10, 10);
        return new EventController(
                scene.hub,
                new SseConnection(scene.hub, settings, System::nanoTime),
                new Logins(null, null, null),
                settings);
    }

    private static final class Response extends MockHttpServletResponse {
        private final Out out = new Out();

        @Override
        public ServletOutputStream getOutputStream() {
            return out;
        }
    }

    /** Breaks when the head of the answer is sent. */
    private static final class Out extends ServletOutputStream {
        private volatile boolean broken;

        @Override
        public void flush() {
            broken = true;
        }

        @Override
        public void write(int octet) {
            if (broken) {
                throw new IllegalStateException("unforeseen");
            }
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
