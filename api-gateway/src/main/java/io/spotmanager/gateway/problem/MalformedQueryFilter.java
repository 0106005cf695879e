package io.spotmanager.gateway.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Returns 400 for a query string that cannot be decoded, or that has a NUL character, which PostgreSQL cannot read. Otherwise the first read of a
 * parameter, or of the database, would fail with a 500.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class MalformedQueryFilter extends OncePerRequestFilter {
    private static final String ODD = "is not percent-encoded UTF-8 without NUL characters";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var odd = odd(request.getQueryString());
        if (!odd.isEmpty()) {
            ProblemAnswer.write(request, response, FieldProblem.named(odd));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            // Thrown for form data, which only the login page sends.
            ProblemAnswer.write(
                    request,
                    response,
                    e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                            ? MaxBodySizeFilter.refusal(request)
                            : ProblemType.INVALID_REQUEST.with("Nothing was done. The form data cannot be decoded."));
        }
    }

    private static List<FieldProblem> odd(@Nullable String query) {
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .filter(parameter -> !decodes(parameter))
                        .map(parameter -> new FieldProblem(parameter.split("=", 2)[0], ODD))
                        .toList();
    }

    private static boolean decodes(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.getBytes(StandardCharsets.ISO_8859_1)));
            return decoded.indexOf('\0') < 0;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
    }
}
