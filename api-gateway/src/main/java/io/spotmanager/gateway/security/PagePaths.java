package io.spotmanager.gateway.security;

/** The addresses of the board's pages and files, by who may read them. */
final class PagePaths {
    /** The login page and what it looks like: open. */
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
