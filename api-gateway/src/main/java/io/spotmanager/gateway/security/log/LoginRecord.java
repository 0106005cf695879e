package io.spotmanager.gateway.security.log;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.spotmanager.gateway.security.limit.LoginLaterException;
import io.spotmanager.gateway.security.log.SecurityLog.Outcome;
import io.spotmanager.gateway.security.origin.RequestOrigin;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** Records log-ins, wrong ones, and log-outs, as Spring Security tells of them. */
@Configuration(proxyBeanMethods = false)
public class LoginRecord {
    private static final Duration AGAIN_AFTER = Duration.ofHours(1);
    private static final Duration VMS_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 100_000;

    private final SecurityLog log;
    private final CountedEvents counts;
    private final Cache<String, Boolean> scripts = remembering(AGAIN_AFTER);
    private final Cache<String, Boolean> readers = remembering(VMS_AGAIN_AFTER);

    LoginRecord(SecurityLog log, CountedEvents counts) {
        this.log = log;
        this.counts = counts;
    }

    private static Cache<String, Boolean> remembering(Duration time) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(time)
                .build();
    }

    /** Tells of every failure, whatever its cause. */
    @Bean
    static AuthenticationEventPublisher loginEvents(ApplicationEventPublisher events) {
        var publisher = new DefaultAuthenticationEventPublisher(events);
        publisher.setDefaultAuthenticationFailureEvent(AuthenticationFailureBadCredentialsEvent.class);
        return publisher;
    }

    @EventListener
    void onLogInOfABrowser(InteractiveAuthenticationSuccessEvent event) {
        var user = event.getAuthentication();
        log.done(
                SecurityEventKind.LOGGED_IN,
                user.getName(),
                Map.of(
                        "by",
                        user instanceof OAuth2AuthenticationToken atIssuer
                                ? atIssuer.getAuthorizedClientRegistrationId()
                                : "log-in page"));
    }

    /** A script sends its password with each request, so its first within an hour is recorded. */
    @EventListener
    void onPasswordOfAScript(AuthenticationSuccessEvent event) {
        if (RequestOrigin.hasCredentialsInItsHeader()) {
            once(scripts, SecurityEventKind.LOGGED_IN, event.getAuthentication().getName(), Map.of("by", "HTTP basic"));
        }
    }

    @EventListener
    void onFailure(AbstractAuthenticationFailureEvent event) {
        if (event.getException() instanceof OAuth2AuthenticationException) {
            return; // told of with those that end before anything is checked
        }
        var origin = RequestOrigin.current();
        var name = event.getAuthentication().getName();
        if (event.getException() instanceof LoginLaterException) {
            origin.ifPresent(from -> counts.count(SecurityEventKind.LOCKED_OUT, Outcome.REFUSED, null, from, name));
        } else {
            origin.ifPresent(from -> counts.count(SecurityEventKind.LOG_IN_FAILED, Outcome.FAILED, null, from, name));
        }
    }

    @EventListener
    void onLogOut(LogoutSuccessEvent event) {
        log.done(SecurityEventKind.LOGGED_OUT, event.getAuthentication().getName(), Map.of());
    }

    /** Records the first use of a token by an address within an hour. */
    public void tokenUsed(String token, Map<String, ?> detail) {
        once(scripts, SecurityEventKind.TOKEN_USED, token, detail);
    }

    /** Counts a wrong present password of somebody who wants to change it. */
    public void passwordRefused(String name) {
        RequestOrigin.current()
                .ifPresent(from -> counts.count(SecurityEventKind.LOG_IN_FAILED, Outcome.FAILED, name, from, name));
    }

    /** Counts a log-in at an issuer that lets nobody in. */
    public void issuerRefused(String why) {
        RequestOrigin.current()
                .ifPresent(from -> counts.count(
                        SecurityEventKind.LOG_IN_FAILED, Outcome.FAILED, null, from, "at an issuer: " + why));
    }

    /** Counts a token that lets nobody in. */
    public void tokenRefused() {
        RequestOrigin.current()
                .ifPresent(from ->
                        counts.count(SecurityEventKind.LOG_IN_FAILED, Outcome.FAILED, null, from, "an unknown token"));
    }

    /** Counts a request for something that this person or token may not do. */
    public void refused(Authentication user, String what) {
        RequestOrigin.current()
                .ifPresent(
                        from -> counts.count(SecurityEventKind.REFUSED, Outcome.REFUSED, user.getName(), from, what));
    }

    /** Counts a changing request that its sender cannot prove to have meant. */
    public void forged(@Nullable Authentication user, String what) {
        var name = user == null ? null : user.getName();
        RequestOrigin.current()
                .ifPresent(from -> counts.count(SecurityEventKind.FORGED, Outcome.REFUSED, name, from, what));
    }

    /** Records that somebody read the VMs of a host, the first time within ten minutes. */
    public void vmsRead(Authentication user, String host) {
        once(readers, SecurityEventKind.VMS_READ, user.getName(), Map.of("host", host));
    }

    private void once(Cache<String, Boolean> recorded, SecurityEventKind kind, String actor, Map<String, ?> detail) {
        RequestOrigin.current().ifPresent(from -> {
            var key = "%s\n%s\n%s\n%s".formatted(kind, actor, from.address(), detail);
            if (recorded.asMap().putIfAbsent(key, true) == null) {
                try {
                    log.done(kind, actor, detail);
                } catch (RuntimeException e) {
                    recorded.invalidate(key); // the next request has to record it
                    throw e;
                }
            }
        });
    }
}
