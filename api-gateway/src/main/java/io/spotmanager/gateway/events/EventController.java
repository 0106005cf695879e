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
        connection.setTimeout(0);
        connection.addListener(new EndOfRequest(listener));
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
                if (!broken) {
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
    private record EndOfRequest(Subscriber listener) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            listener.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            listener.end();
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
