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

/** Refuses what cannot be decoded, which would else be an error of ours as soon as somebody asks for a parameter. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class MalformedQueryFilter extends OncePerRequestFilter {
    private static final String ODD = "is not encoded with percent signs and UTF-8 as addresses are";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var odd = odd(request.getQueryString());
        if (!odd.isEmpty()) {
            ProblemAnswer.write(response, FieldProblem.named(odd));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            // Of a form: only the login page has one.
            ProblemAnswer.write(
                    response,
                    e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()
                            ? MaxBodySizeFilter.refusal()
                            : ProblemType.INVALID_REQUEST.with("Nothing was done. The form cannot be read."));
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
            var bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return false;
        }
    }
}
