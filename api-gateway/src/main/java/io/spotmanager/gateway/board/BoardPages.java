package io.spotmanager.gateway.board;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Serves one page for all views of the board; its script routes by the address. The modules are served as one file, so that a
 * browser never mixes two releases. Browsers revalidate files with each request and get 304 if they are unchanged.
 */
@Configuration(proxyBeanMethods = false)
class BoardPages implements WebMvcConfigurer {
    private static final String PAGE = "forward:/index.html";
    private static final List<String> VIEWS = List.of(
            "/",
            "/board/**",
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
            "/docs",
            "/account",
            "/people",
            "/tokens",
            "/security-log",
            "/reconciliation",
            "/dependencies",
            "/inventory-check",
            "/system");
    private static final Duration RELEASED_FILES = Duration.ofDays(30);

    private final Map<String, String> etags = new ConcurrentHashMap<>();
    private final Resource script = JoinedFiles.modules("static/assets/app/main.js");
    private final Resource styles = JoinedFiles.styles("static/assets/css/all.css");

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        VIEWS.forEach(view -> registry.addViewController(view).setViewName(PAGE));
        registry.addRedirectViewController("/dashboard", "/board"); // of the former tool
        registry.addViewController("/login").setViewName("forward:/login.html");
        registry.addViewController("/password").setViewName("forward:/password.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/static/assets/")
                .setUseLastModified(false) // a reproducible build gives every file the same time
                .setEtagGenerator(this::etag)
                .setCacheControl(CacheControl.noCache());
        registry.addResourceHandler("/*.html")
                .addResourceLocations("classpath:/static/")
                .resourceChain(true)
                .addTransformer(new PathPrefix());
        joined(registry, "/assets/board.js", script);
        joined(registry, "/assets/board.css", styles);
        registry.addResourceHandler("/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.maxAge(RELEASED_FILES)); // the address contains the version
    }

    private void joined(ResourceHandlerRegistry registry, String address, Resource file) {
        registry.addResourceHandler(address)
                .setUseLastModified(false)
                .setEtagGenerator(this::etag)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new SingleResource(file));
    }

    /** Resolves every path to the same file. */
    private record SingleResource(Resource file) implements ResourceResolver {
        @Override
        public Resource resolveResource(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return file;
        }

        @Override
        public String resolveUrlPath(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            return path;
        }
    }

    private String etag(Resource file) {
        return etags.computeIfAbsent(file.getDescription(), name -> digest(file));
    }

    private static String digest(Resource file) {
        try (var content = file.getInputStream()) {
            return "W/\"" + DigestUtils.md5DigestAsHex(content) + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is on the class path but cannot be read", e);
        }
    }
}
