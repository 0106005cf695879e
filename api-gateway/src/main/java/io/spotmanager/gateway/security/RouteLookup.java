package io.spotmanager.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds out whether a path exists and which methods it accepts, independent of permissions. */
@Component
class RouteLookup {
    private static final List<String> READING = List.of("GET", "HEAD");
    private static final List<PathPattern> PAGES = Stream.of(
                    PagePaths.LOGIN, PagePaths.BOARD, new String[] {PasswordDuty.PAGE})
            .flatMap(Arrays::stream)
            .map(PathPatternParser.defaultInstance::parse)
            .toList();
    private static final PathPattern ACTUATOR = PathPatternParser.defaultInstance.parse("/actuator/**");

    /** What exists at a path. */
    sealed interface Found {
        record Nothing() implements Found {}

        record OtherMethods(List<String> methods) implements Found {}

        record Something() implements Found {}
    }

    private final ObjectProvider<RequestMappingHandlerMapping> endpoints;

    RouteLookup(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> endpoints) {
        this.endpoints = endpoints;
    }

    Found find(HttpServletRequest request) {
        var path = ServletRequestPathUtils.parseAndCache(request);
        if (ACTUATOR.matches(path)) {
            return new Found.Something();
        }
        return PAGES.stream().anyMatch(page -> page.matches(path)) ? page(request) : endpoint(request);
    }

    private static Found page(HttpServletRequest request) {
        return READING.contains(request.getMethod()) ? new Found.Something() : new Found.OtherMethods(READING);
    }

    private Found endpoint(HttpServletRequest request) {
        try {
            return endpoints.getObject().getHandler(asked(request)) == null
                    ? new Found.Nothing()
                    : new Found.Something();
        } catch (HttpRequestMethodNotSupportedException e) {
            var methods = e.getSupportedMethods();
            return new Found.OtherMethods(methods == null ? List.of() : List.of(methods));
        } catch (Exception e) {
            return new Found.Something(); // the path exists; only the request does not match
        }
    }

    /** Spring answers OPTIONS by itself at each path; no endpoint does. */
    private static HttpServletRequest asked(HttpServletRequest request) {
        return !request.getMethod().equals("OPTIONS")
                ? request
                : new HttpServletRequestWrapper(request) {
                    @Override
                    public String getMethod() {
                        return "NONE";
                    }
                };
    }
}
