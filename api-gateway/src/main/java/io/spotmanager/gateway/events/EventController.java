package io.spotmanager.gateway.events;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.upstream.CloudWords;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Streams changes as server-sent events. Each connection keeps its virtual thread until it ends. */
@RestController
@Tag(name = "Events")
class EventController {
    private static final Logger log = LoggerFactory.getLogger(EventController.class);

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
            HttpServletResponse response)
            throws InterruptedException {
        if (request.getMethod().equals("HEAD")) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            return; // a HEAD request would never end otherwise
        }
        var listener =
                new Subscriber(request.getUserPrincipal().getName(), CloudWords.areForCurrentUser(), settings.queue());
        var login = logins.of(request);
        try {
            var first = hub.join(listener, EventId.parse(last));
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            stream.carry(first, listener, login, response.getOutputStream());
        } catch (IOException e) {
            log.debug("An event client disconnected: {}", e.getMessage());
        } finally {
            hub.leave(listener);
        }
    }
}
