package io.spotmanager.gateway.security.session;

import io.spotmanager.gateway.openapi.ErrorResponses;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lets people see where they are logged in, and end sessions. */
@RestController
@Tag(name = "People")
class SessionController {
    static final String ADDRESS = "address";
    static final String BROWSER = "browser";
    private static final int LONGEST_BROWSER = 200;
    private static final int ID_LENGTH = 16;

    /**
     * A session that is open.
     *
     * @param id names it here; it lets nobody in
     * @param endsAt at the latest
     * @param address from which it was begun
     * @param browser what the browser says of itself
     * @param current true for the session of this request
     */
    record OpenSession(
            String id,
            Instant since,
            Instant lastUsedAt,
            Instant endsAt,
            @Nullable String address,
            @Nullable String browser,
            boolean current) {}

    record SessionList(List<OpenSession> items) {}

    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SessionLife life;
    private final SecurityLog log;

    SessionController(FindByIndexNameSessionRepository<? extends Session> sessions, SessionLife life, SecurityLog log) {
        this.sessions = sessions;
        this.life = life;
        this.log = log;
    }

    static String browser(@Nullable String header) {
        var text = Objects.requireNonNullElse(header, "");
        return text.length() > LONGEST_BROWSER ? text.substring(0, LONGEST_BROWSER) : text;
    }

    /** Your open sessions, the one that was used last first. */
    @GetMapping("/api/me/sessions")
    @Operation(operationId = "listOwnSessions", summary = "List your own sessions")
    SessionList list(Principal user, HttpServletRequest request) {
        var current = currentId(request);
        return new SessionList(open(user.getName()).values().stream()
                .map(session -> view(session, session.getId().equals(current)))
                .sorted(Comparator.comparing(OpenSession::lastUsedAt).reversed())
                .toList());
    }

    /** Ends one of your sessions. */
    @DeleteMapping("/api/me/sessions/{id}")
    @Operation(operationId = "endOwnSession", summary = "End one of your sessions")
    @ErrorResponses(ProblemType.NOT_FOUND)
    ResponseEntity<Void> end(@PathVariable String id, Principal user) {
        var found = open(user.getName()).keySet().stream()
                .filter(session -> shortId(session).equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemType.NOT_FOUND.because(
                        "Nothing was done. You have no open session %s. GET /api/me/sessions lists all."
                                .formatted(id)));
        end(List.of(found), user.getName(), user.getName());
        return ResponseEntity.noContent().build();
    }

    /** Ends all your sessions but that of this request. */
    @DeleteMapping("/api/me/sessions")
    @Operation(operationId = "endOtherSessions", summary = "End all your other sessions")
    ResponseEntity<Void> endOthers(Principal user, HttpServletRequest request) {
        var current = currentId(request);
        end(
                open(user.getName()).keySet().stream()
                        .filter(session -> !session.equals(current))
                        .toList(),
                user.getName(),
                user.getName());
        return ResponseEntity.noContent().build();
    }

    /** Ends all sessions of somebody, of a shared user of the settings as well. */
    @DeleteMapping("/api/people/{name}/sessions")
    @Operation(operationId = "endSessions", summary = "End the sessions of a person")
    ResponseEntity<Void> endAll(@PathVariable String name, Principal admin) {
        end(List.copyOf(open(name).keySet()), name, admin.getName());
        return ResponseEntity.noContent().build();
    }

    private void end(List<String> ids, String user, String by) {
        if (!ids.isEmpty()) {
            log.done(SecurityEventKind.SESSIONS_ENDED, by, Map.of("person", user, "sessions", ids.size()));
            ids.forEach(sessions::deleteById);
        }
    }

    private Map<String, ? extends Session> open(String user) {
        var found = sessions.findByPrincipalName(user);
        found.values().removeIf(session -> session.isExpired() || !life.goesOn(session));
        return found;
    }

    private OpenSession view(Session session, boolean current) {
        var since = Instant.parse(Objects.requireNonNull(session.getAttribute(SessionLife.SINCE)));
        return new OpenSession(
                shortId(session.getId()),
                since,
                latest(since, session.getLastAccessedTime()),
                life.end(since),
                session.getAttribute(ADDRESS),
                session.getAttribute(BROWSER),
                current);
    }

    /** The time of the last use is written to the minute, so it may lie before the log-in. */
    private static Instant latest(Instant since, Instant used) {
        return used.isAfter(since) ? used : since;
    }

    private static @Nullable String currentId(HttpServletRequest request) {
        var session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    /** The beginning of the hash of the cookie. */
    private static String shortId(String session) {
        return session.length() > ID_LENGTH ? session.substring(0, ID_LENGTH) : session;
    }
}
