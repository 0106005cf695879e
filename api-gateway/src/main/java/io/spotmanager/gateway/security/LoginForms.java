package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Returns 415 if the login form is sent with another content type than form data in UTF-8. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class LoginForms extends OncePerRequestFilter {
    private static final RequestMatcher LOGIN =
            PathPatternRequestMatcher.pathPattern(HttpMethod.POST, LoginPageEntryPoint.PAGE);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (LOGIN.matches(request) && !isForm(request.getContentType())) {
            response.setHeader(HttpHeaders.ACCEPT, MediaType.APPLICATION_FORM_URLENCODED_VALUE);
            ProblemAnswer.write(
                    request,
                    response,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE.with(
                            "Nothing was done. Send the form's fields in UTF-8, with Content-Type: application/x-www-form-urlencoded."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForm(@Nullable String header) {
        try {
            var type = MediaType.parseMediaType(header == null ? "" : header);
            var charset = type.getCharset();
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
