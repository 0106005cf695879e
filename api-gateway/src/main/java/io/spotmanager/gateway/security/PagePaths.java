package io.spotmanager.gateway.security;

/** The paths of the board's pages and files, grouped by required access. */
final class PagePaths {
    /** The login page and its styles and images: open. */
    static final String[] LOGIN = {
        LoginPageEntryPoint.PAGE,
        "/login.html",
        "/assets/app/login.js",
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
        "/commands",
        "/analytics",
        "/contracts",
        "/search",
        "/docs"
    };

    private PagePaths() {}
}
