package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
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
        "/operations/**",
        "/approvals/**",
        "/plans/**",
        "/reservations",
        "/commands",
        "/analytics",
        "/capacity",
        "/contracts",
        "/search",
        "/account",
        "/people",
        "/security-log",
        "/reconciliation",
        "/docs"
    };

    /** What customers see: their contracts, and who they are. */
    static final String[] CUSTOMER = {"/", "/board", "/contracts", "/api/contracts", "/api/me"};

    private static final List<PathPattern> BOARD_PATTERNS =
            Arrays.stream(BOARD).map(PathPatternParser.defaultInstance::parse).toList();

    private PagePaths() {}

    /** Returns true if a page of the board is asked for. */
    static boolean isBoard(HttpServletRequest request) {
        var path = ServletRequestPathUtils.parseAndCache(request);
        return BOARD_PATTERNS.stream().anyMatch(page -> page.matches(path));
    }
}
