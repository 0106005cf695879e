package io.spotmanager.gateway.events;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.upstream.CloudWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Streams changes as server-sent events. Each connection has a virtual thread of its own until it ends: that of the request has the
 * frames of all filters on its stack, which is more than thirty kilobytes for each board that is open.
 */
@RestController
@Tag(name = "Events")
class EventController {
    private static final Logger log = LoggerFactory.getLogger(EventController.class);

    private static final int LEAVES_WITHIN_SECONDS = 10;
    private static final String DISCONNECTED = "An event client disconnected: {}";

    private final EventBroadcaster hub;
    private final SseConnection stream;
    private final Logins logins;
    private final EventsSettings settings;

    EventController(EventBroadcaster hub, SseConnection stream, Logins logins, EventsSettings settings) {
        this.hub = hub;
        this.stream = stream;
        this.logins = logins;
        this.settings = settings;
    }

    /** @param last the last event id that the client received, from this gateway or another */
    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(operationId = "followEvents", summary = "Follow what changes")
    @ErrorResponses(ProblemType.TOO_MANY_LISTENERS)
    void events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (request.getMethod().equals("HEAD")) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return; // a HEAD request would never end otherwise
        }
        var listener =
                new Subscriber(request.getUserPrincipal().getName(), CloudWords.areForCurrentUser(), settings.queue());
        var login = logins.of(request);
        var first = hub.join(listener, EventId.parse(last));
        var handedOver = false;
        try {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            // The head leaves before the filters go on: afterwards they and the other thread would both touch it.
            stream.begin(first, listener, response.getOutputStream());
            handOver(request, response.getOutputStream(), listener, login);
            handedOver = true;
        } catch (IOException e) {
            log.debug(DISCONNECTED, e.getMessage());
        } finally {
            if (!handedOver) {
                hub.leave(listener);
            }
        }
    }

    private void handOver(HttpServletRequest request, OutputStream out, Subscriber listener, BooleanSupplier login) {
        var connection = request.startAsync();
        var end = new EndOfRequest(listener);
        connection.setTimeout(0);
        connection.addListener(end);
        Thread.ofVirtual().name("events").start(() -> {
            var broken = false;
            try {
                stream.carry(listener, login, out);
            } catch (IOException e) {
                // Tomcat has seen it as well, and ends the request as EndOfRequest says.
                broken = true;
                log.debug(DISCONNECTED, e.getMessage());
            } catch (InterruptedException e) {
                log.debug("An event connection was interrupted");
            } finally {
                hub.leave(listener);
                end.threadLeft.countDown();
                if (!broken && !end.begun) {
                    complete(connection);
                }
            }
        });
    }

    private static void complete(AsyncContext connection) {
        try {
            connection.complete();
        } catch (IllegalStateException e) {
            log.debug("An event connection has ended by itself: {}", e.getMessage());
        }
    }

    /** Ends the subscription of a connection whose request the server ends, and ends the request of one that broke. */
    private static final class EndOfRequest implements AsyncListener {
        private final Subscriber listener;
        private final CountDownLatch threadLeft = new CountDownLatch(1);
        private volatile boolean begun;

        EndOfRequest(Subscriber listener) {
            this.listener = listener;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            listener.end();
        }

        /**
         * Blocks until the thread has left its write. Tomcat gives what this request wrote with to the next one: a failure that is told
         * there late would be that one's, and its client would get no answer.
         */
        @Override
        public void onError(AsyncEvent event) {
            begun = true;
            listener.end();
            try {
                if (!threadLeft.await(LEAVES_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                    log.warn(
                            "The thread of an event connection that broke still writes after {} s",
                            LEAVES_WITHIN_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            complete(event.getAsyncContext());
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // It has none.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is started once.
        }
    }
}
