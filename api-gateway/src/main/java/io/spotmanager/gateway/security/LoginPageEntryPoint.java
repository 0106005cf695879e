package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Redirects to the login page. The wanted address is a query parameter, so that an anonymous visitor creates no session. */
final class LoginPageEntryPoint extends LoginUrlAuthenticationEntryPoint {
    static final String PAGE = "/login";

    LoginPageEntryPoint() {
        super(PAGE);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception) {
        var query = request.getQueryString();
        var wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return wanted.equals("/") ? PAGE : PAGE + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
    }
}
