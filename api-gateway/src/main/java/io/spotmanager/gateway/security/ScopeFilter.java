package io.spotmanager.gateway.security;

import io.spotmanager.gateway.security.token.ApiTokenAuthentication;
import io.spotmanager.gateway.security.token.TokenScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a narrowed token what is in none of its scopes. Which role a request needs is looked at after it. */
final class ScopeFilter extends OncePerRequestFilter {
    /** Says which scope is missing. */
    static final class Denied extends AccessDeniedException {
        Denied(Set<TokenScope> scopes, String needed) {
            super("This token has %s only, and this needs %s. Ask an admin for another token."
                    .formatted(new TreeSet<>(scopes), needed));
        }
    }

    private final RequestMatcher open;

    /** @param open what everybody may do */
    ScopeFilter(RequestMatcher open) {
        this.open = open;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ApiTokenAuthentication token) {
            var scopes = token.scopes();
            var needed = ScopeRules.of(request);
            if (scopes != null && !needed.map(scopes::contains).orElse(false) && !open.matches(request)) {
                throw new Denied(
                        scopes,
                        needed.map(scope -> "the scope " + scope).orElse("a token of the whole role, or a person"));
            }
        }
        chain.doFilter(request, response);
    }
}
