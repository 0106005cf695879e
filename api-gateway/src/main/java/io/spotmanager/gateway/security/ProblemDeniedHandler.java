package io.spotmanager.gateway.security;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.log.LoginRecord;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Returns 403 with the missing role for authenticated callers and 401 for anonymous ones. Returns 404 or 405 if the path or the
 * method does not exist, because access to unknown paths is denied first.
 */
final class ProblemDeniedHandler implements AccessDeniedHandler {
    private final ProblemEntryPoint login;
    private final RouteLookup addresses;
    private final LoginRecord record;

    ProblemDeniedHandler(ProblemEntryPoint login, RouteLookup addresses, LoginRecord record) {
        this.login = login;
        this.addresses = addresses;
        this.record = record;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException, ServletException {
        if (cause instanceof CsrfException) {
            refuseUnproven(request, response, cause);
            return;
        }
        if (isCustomer()) {
            refuseCustomer(request, response);
            return;
        }
        switch (addresses.find(request)) {
            case RouteLookup.Found.Something() -> refuseUser(request, response, cause);
            case RouteLookup.Found.OtherMethods(var methods) -> {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
                ProblemAnswer.write(request, response, ProblemType.otherMethods(methods));
            }
            case RouteLookup.Found.Nothing() -> nothing(request, response, PagePaths.BOARD_PAGE);
        }
    }

    /** A person in a browser gets a page with a way on. */
    private static void nothing(HttpServletRequest request, HttpServletResponse response, String page)
            throws IOException, ServletException {
        if (PagePaths.isNavigation(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            request.getRequestDispatcher(page).forward(request, response);
        } else {
            ProblemAnswer.nothingHere(response);
        }
    }

    private static boolean isCustomer() {
        var user = SecurityContextHolder.getContext().getAuthentication();
        return user != null
                && user.getAuthorities().stream()
                        .anyMatch(granted -> Role.CUSTOMER.authority().equals(granted.getAuthority()));
    }

    /** A customer is told the same of what exists and of what does not. */
    private void refuseCustomer(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var user = SecurityContextHolder.getContext().getAuthentication();
        if (user != null) {
            record.refused(user, request.getMethod() + " " + request.getRequestURI());
        }
        nothing(request, response, PagePaths.CUSTOMER_PAGE);
    }

    private void refuseUser(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        var user = SecurityContextHolder.getContext().getAuthentication();
        if (PasswordDuty.isOn(user)) {
            if (PagePaths.isBoard(request)) {
                response.sendRedirect(request.getContextPath() + PasswordDuty.PAGE);
                return;
            }
            refuse(
                    request,
                    response,
                    ProblemType.NOT_ALLOWED,
                    "Nothing was done. Choose a password first, at %s or with POST /api/me/password."
                            .formatted(PasswordDuty.PAGE));
            return;
        }
        if (user != null) {
            record.refused(user, asked(request));
        }
        if (cause instanceof ScopeFilter.Denied) {
            refuse(request, response, ProblemType.NOT_ALLOWED, "Nothing was done. " + cause.getMessage());
            return;
        }
        refuse(
                request,
                response,
                ProblemType.NOT_ALLOWED,
                "Nothing was done. Your role does not allow it. Viewers read, launchers launch RunPod VMs, operators also move hosts, auditors read the history's proof and the security log, admins look after people and tokens.");
    }

    private void refuseUnproven(HttpServletRequest request, HttpServletResponse response, AccessDeniedException cause)
            throws IOException {
        if (isScriptWithoutCredentials(request)) {
            login.commence(request, response, new InsufficientAuthenticationException("no credentials", cause));
        } else {
            record.forged(SecurityContextHolder.getContext().getAuthentication(), asked(request));
            refuse(
                    request,
                    response,
                    ProblemType.NOT_ALLOWED,
                    request.getHeader(HttpHeaders.AUTHORIZATION) == null
                            ? "Nothing was done. With a session cookie, send the header and token that GET /api/me names under csrf."
                            : "Nothing was done. According to the browser, a page of another site sent this request.");
        }
    }

    private static String asked(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail)
            throws IOException {
        ProblemAnswer.write(request, response, type.with(detail));
    }

    private static boolean isScriptWithoutCredentials(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/api/")
                && request.getHeader(HttpHeaders.AUTHORIZATION) == null
                && SecurityContextHolder.getContext().getAuthentication() == null;
    }
}
