package io.spotmanager.gateway.security.session;

import io.spotmanager.gateway.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Stores in a session only who logged in, and reads the rights again on each request. */
@Component
public class SessionLogins implements SecurityContextRepository {
    private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String SEAL = "seal";

    /** All roles but that of customers, and none before a first password is changed. */
    private static final Set<String> WITH_FLEET = EnumSet.complementOf(EnumSet.of(Role.CUSTOMER)).stream()
            .map(Role::authority)
            .collect(Collectors.toUnmodifiableSet());

    /** The issuer of a log-in there, and its own session, so that it can end ours. */
    private static final String ISSUER = "issuer";

    private static final String ISSUER_SESSION = "issuer_session";

    private final UserDetailsService users;
    private final SessionCsrfTokens csrf;
    private final SessionLife life;

    SessionLogins(UserDetailsService users, SessionCsrfTokens csrf, SessionLife life) {
        this.users = users;
        this.csrf = csrf;
        this.life = life;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface has no other way to implement its successor
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return Optional.ofNullable(holder.getRequest().getSession(false))
                .flatMap(this::login)
                .orElseGet(SecurityContextHolder::createEmptyContext);
    }

    private Optional<SecurityContext> login(HttpSession session) {
        return user(session::getAttribute).map(SessionLogins::context);
    }

    /** Returns true while the session lets see the fleet: its life is not over, and its user is known with the same password and may. */
    public boolean letIn(Session session) {
        return user(session::getAttribute).filter(SessionLogins::seesTheFleet).isPresent();
    }

    /** Returns true while somebody of that name can log in and may see the fleet. */
    public boolean knows(String name) {
        return user(name).filter(SessionLogins::seesTheFleet).isPresent();
    }

    private static boolean seesTheFleet(UserDetails user) {
        return user.getAuthorities().stream().anyMatch(granted -> WITH_FLEET.contains(granted.getAuthority()));
    }

    private Optional<UserDetails> user(Function<String, @Nullable Object> attributes) {
        return attributes.apply(USER) instanceof String name && life.goesOnSince(attributes.apply(SessionLife.SINCE))
                ? user(name).filter(user -> PasswordFingerprints.of(user).equals(attributes.apply(SEAL)))
                : Optional.empty();
    }

    private Optional<UserDetails> user(String name) {
        try {
            return Optional.of(users.loadUserByUsername(name));
        } catch (UsernameNotFoundException e) {
            return Optional.empty(); // removed or disabled since the log-in
        }
    }

    private static SecurityContext context(UserDetails user) {
        return new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(user, null, user.getAuthorities()));
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        var login = context.getAuthentication();
        if (login == null) {
            return; // a logout has already ended the session
        }
        var session = request.getSession();
        session.setAttribute(USER, login.getName());
        session.setAttribute(SEAL, PasswordFingerprints.of(users.loadUserByUsername(login.getName())));
        session.setAttribute(SessionController.ADDRESS, request.getRemoteAddr());
        session.setAttribute(
                SessionController.BROWSER, SessionController.browser(request.getHeader(HttpHeaders.USER_AGENT)));
        session.setAttribute(SessionLife.SINCE, life.begin());
        if (login.getPrincipal() instanceof OidcUser atIssuer) {
            session.setAttribute(ISSUER, String.valueOf(atIssuer.getIssuer()));
            session.setAttribute(ISSUER_SESSION, atIssuer.getClaimAsString("sid"));
        }
        csrf.bind(request, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return Optional.ofNullable(request.getSession(false))
                .map(session -> session.getAttribute(USER))
                .isPresent();
    }
}
