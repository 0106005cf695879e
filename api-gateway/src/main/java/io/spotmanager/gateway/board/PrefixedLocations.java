package io.spotmanager.gateway.board;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Puts the path under which the gateway is reached before the {@code Location} of an answer. {@code href} in a body stays without it: it begins at
 * the address of the service.
 */
@Component
class PrefixedLocations extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var prefix = request.getContextPath();
        chain.doFilter(request, prefix.isEmpty() ? response : new Prefixing(response, prefix));
    }

    private static final class Prefixing extends HttpServletResponseWrapper {
        private final String prefix;

        Prefixing(HttpServletResponse response, String prefix) {
            super(response);
            this.prefix = prefix;
        }

        @Override
        public void setHeader(String name, String value) {
            super.setHeader(name, placed(name, value));
        }

        @Override
        public void addHeader(String name, String value) {
            super.addHeader(name, placed(name, value));
        }

        private String placed(String name, String value) {
            var isOurs = name.equalsIgnoreCase(HttpHeaders.LOCATION)
                    && value.startsWith("/")
                    && !value.startsWith("//")
                    && !(value + "/").startsWith(prefix + "/");
            return isOurs ? prefix + value : value;
        }
    }
}
