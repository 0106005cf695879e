package io.spotmanager.gateway.security.session;

import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** Stores sessions of Spring Session in our schema. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    /**
     * Updates the time of the last access at most once a minute, so that most reads write nothing, and not while another session has locked
     * the row: no request waits for that.
     */
    private static final String UPDATE = """
            update web_session as s
            set session_id = n.session_id, last_access_time = n.accessed, max_inactive_interval = n.longest,
                expiry_time = n.expiry, principal_name = n.principal
            from (values (?::text, ?::bigint, ?::integer, ?::bigint, ?::text, ?::text))
                 as n (session_id, accessed, longest, expiry, principal, primary_id)
            where s.primary_id = n.primary_id
              and (s.session_id <> n.session_id or s.max_inactive_interval <> n.longest
                   or s.principal_name is distinct from n.principal
                   or s.last_access_time < n.accessed - 60000
                      and exists (select from web_session f where f.primary_id = n.primary_id for no key update skip locked))
            """;

    /** A session that another session of the database has locked is deleted later, and keeps no other one. */
    private static final String DELETE_EXPIRED = """
            delete from web_session
            where primary_id in (select primary_id from web_session where expiry_time < ? for update skip locked)
            """;

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsInOurSchema(SessionCookies cookies) {
        return sessions -> {
            sessions.setUpdateSessionQuery(UPDATE);
            sessions.setDeleteSessionsByExpiryTimeQuery(DELETE_EXPIRED);
            sessions.setSessionIdGenerator(cookies);
        };
    }

    /** Stores attributes as text, so that nothing from the database is deserialised into other classes. */
    @Bean
    ConversionService springSessionConversionService() {
        var texts = new GenericConversionService();
        texts.addConverter(Object.class, byte[].class, text -> ((String) text).getBytes(StandardCharsets.UTF_8));
        texts.addConverter(byte[].class, Object.class, bytes -> new String(bytes, StandardCharsets.UTF_8));
        return texts;
    }
}
