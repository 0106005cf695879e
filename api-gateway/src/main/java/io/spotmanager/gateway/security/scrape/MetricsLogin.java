package io.spotmanager.gateway.security.scrape;

import io.spotmanager.workflow.management.MetricsToken;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets whoever shows the token in {@code SPOT_METRICS_TOKEN} read metrics and dependencies, as at a worker, for this request only. It needs
 * no database, so that metrics can be read while that is away.
 */
public final class MetricsLogin extends OncePerRequestFilter {
    /** The authority of the token, which is no role: nothing else lets it in. */
    public static final String AUTHORITY = "METRICS";

    private final MetricsToken token;
    private final SecurityContextRepository requests;

    public MetricsLogin(MetricsToken token, SecurityContextRepository requests) {
        this.token = token;
        this.requests = requests;
    }

    /** Returns true if it was the token that let the caller in. */
    public static boolean is(Authentication caller) {
        return caller.getAuthorities().stream().anyMatch(granted -> AUTHORITY.equals(granted.getAuthority()));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (token.isIn(request)) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new PreAuthenticatedAuthenticationToken(
                    "metrics", "", List.of(new SimpleGrantedAuthority(AUTHORITY))));
            SecurityContextHolder.setContext(context);
            requests.saveContext(context, request, response);
        }
        chain.doFilter(request, response);
    }
}
