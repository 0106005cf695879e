package io.spotmanager.gateway.security.token;

import io.spotmanager.gateway.security.log.LoginRecord;
import io.spotmanager.gateway.security.scrape.MetricsLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Authenticates a request by its {@code Authorization: Bearer} token, for this request only. */
public final class TokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiTokenAuthenticator tokens;
    private final SecurityContextRepository requests;
    private final AuthenticationEntryPoint refusal;
    private final LoginRecord record;

    public TokenFilter(
            ApiTokenAuthenticator tokens,
            SecurityContextRepository requests,
            AuthenticationEntryPoint refusal,
            LoginRecord record) {
        this.record = record;
        this.tokens = tokens;
        this.requests = requests;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var known = SecurityContextHolder.getContext().getAuthentication();
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || known != null && MetricsLogin.is(known)) {
            chain.doFilter(request, response);
            return;
        }
        var login = tokens.login(header.substring(SCHEME.length()).strip(), request.getRemoteAddr());
        if (login.isEmpty()) {
            record.tokenRefused();
            refusal.commence(
                    request, response, new BadCredentialsException("the token is unknown, expired or revoked"));
            return;
        }
        record.tokenUsed(login.get().getName(), Map.of("owner", login.get().owner()));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(login.get());
        SecurityContextHolder.setContext(context);
        requests.saveContext(context, request, response);
        chain.doFilter(request, response);
    }
}
