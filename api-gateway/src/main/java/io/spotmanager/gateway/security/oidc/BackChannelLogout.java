package io.spotmanager.gateway.security.oidc;

import io.spotmanager.gateway.security.log.SecurityEventKind;
import io.spotmanager.gateway.security.log.SecurityLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/**
 * Ends sessions here when the issuer says that they have ended there, whichever gateway it tells. Spring Security has checked its token.
 * The sessions themselves say to which session of the issuer they belong, so there is no second record of them.
 */
@Component
class BackChannelLogout implements LogoutHandler, OidcSessionRegistry {
    private static final Logger log = LoggerFactory.getLogger(BackChannelLogout.class);

    /** @param user whose it is */
    private record Ended(String id, String user) {}

    private final JdbcClient jdbc;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final SecurityLog record;

    BackChannelLogout(
            JdbcClient jdbc, FindByIndexNameSessionRepository<? extends Session> sessions, SecurityLog record) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.record = record;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication told) {
        if (told != null && told.getPrincipal() instanceof OidcLogoutToken token) {
            var ended = sessionsOf(token);
            ended.stream().map(Ended::user).distinct().forEach(user -> {
                var count = ended.stream()
                        .filter(session -> session.user().equals(user))
                        .count();
                record.done(
                        SecurityEventKind.SESSIONS_ENDED,
                        user,
                        Map.of("person", user, "sessions", count, "by", String.valueOf(token.getIssuer())));
            });
            ended.forEach(session -> sessions.deleteById(session.id()));
            log.atInfo()
                    .addKeyValue("sessions", ended.size())
                    .log("{} ended {} sessions", token.getIssuer(), ended.size());
        }
    }

    /** A token names a session of the issuer, or a person, whose sessions then all end. */
    private List<Ended> sessionsOf(OidcLogoutToken token) {
        return jdbc.sql("""
                select s.session_id, s.principal_name
                from web_session s
                join web_session_attributes i
                  on i.session_primary_id = s.primary_id and i.attribute_name = 'issuer'
                 and i.attribute_bytes = convert_to(:issuer, 'UTF8')
                left join web_session_attributes n
                  on n.session_primary_id = s.primary_id and n.attribute_name = 'issuer_session'
                left join person p on p.name = s.principal_name and p.issuer = :issuer
                where (:sid::text is null or n.attribute_bytes = convert_to(:sid, 'UTF8'))
                  and (:subject::text is null or p.subject = :subject)
                """)
                .param("issuer", String.valueOf(token.getIssuer()))
                .param("sid", token.getSessionId())
                .param("subject", token.getSubject())
                .query((row, number) -> new Ended(row.getString("session_id"), row.getString("principal_name")))
                .list();
    }

    @Override
    public void saveSessionInformation(OidcSessionInformation session) {
        // the session's attributes say it
    }

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String session) {
        return null; // gone with the session
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken token) {
        return List.of();
    }
}
