package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The paths of the board's pages and files, grouped by required access. */
final class PagePaths {
    /** The login page and its styles and images: open. */
    static final String[] LOGIN = {
        LoginPageEntryPoint.PAGE,
        "/login.html",
        "/password.html",
        "/customer.html",
        "/assets/app/login.js",
        "/assets/app/password.js",
        "/assets/app/customer.js",
        "/assets/app/core/base.js",
        "/assets/boot.js",
        "/assets/*.svg",
        "/assets/css/**",
        "/assets/fonts/**",
        "/webjars/bootstrap/**"
    };

    static final String[] BOARD = {
        "/",
        "/index.html",
        "/assets/**",
        "/board/**",
        "/dashboard",
        "/operations/**",
        "/decisions",
        "/approvals/**",
        "/plans/**",
        "/policies",
        "/webhooks",
        "/reservations",
        "/windows",
        "/commands",
        "/analytics",
        "/capacity",
        "/contracts",
        "/search",
        "/account",
        "/people",
        "/tokens",
        "/security-log",
        "/reconciliation",
        "/dependencies",
        "/inventory-check",
        "/system",
        "/docs"
    };

    /** What customers see: their contracts, and who they are. */
    static final String[] CUSTOMER = {"/", "/board", "/contracts", "/api/contracts", "/api/me"};

    static final String BOARD_PAGE = "/index.html";
    static final String CUSTOMER_PAGE = "/customer.html";

    /** Below these only programs ask. */
    private static final List<String> FOR_PROGRAMS = List.of("/api/", "/actuator/", "/assets/", "/webjars/");

    private static final List<PathPattern> BOARD_PATTERNS =
            Arrays.stream(BOARD).map(PathPatternParser.defaultInstance::parse).toList();

    private PagePaths() {}

    /** Returns true if a browser asks for a page that a person is to see, whether it exists or not. */
    static boolean isNavigation(HttpServletRequest request) {
        var accepted = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return List.of("GET", "HEAD").contains(request.getMethod())
                && accepted.contains(MediaType.TEXT_HTML_VALUE)
                && !accepted.contains(MediaType.APPLICATION_JSON_VALUE)
                && FOR_PROGRAMS.stream().noneMatch(path::startsWith);
    }

    /** Returns true if a page of the board is asked for. */
    static boolean isBoard(HttpServletRequest request) {
        var path = ServletRequestPathUtils.parseAndCache(request);
        return BOARD_PATTERNS.stream().anyMatch(page -> page.matches(path));
    }
}
