package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Returns 503 if the database is down while a session or token is checked, which happens before any controller. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseAwayFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(DatabaseAwayFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            if (response.isCommitted()) {
                throw e;
            }
            log.warn("A login could not be checked, the database does not answer: {}", e.getMessage());
            response.reset();
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            ProblemAnswer.write(
                    request,
                    response,
                    ProblemType.DATABASE_UNAVAILABLE.with(
                            "Nothing was done. Logins cannot be checked until the database answers. Send the request again in a moment."));
        }
    }
}
