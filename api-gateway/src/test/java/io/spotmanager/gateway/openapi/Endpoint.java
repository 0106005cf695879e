package io.spotmanager.gateway.openapi;

import io.spotmanager.gateway.fixture.Person;
import io.spotmanager.gateway.security.EndpointsAndRolesTest;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** One way to call the API. */
record Endpoint(String method, String path) {
    static Endpoint of(HandlerMethod handler) {
        var own = Objects.requireNonNull(
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class));
        var shared = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), RequestMapping.class);
        return new Endpoint(own.method()[0].name(), (shared == null ? "" : first(shared.path())) + first(own.path()));
    }

    private static String first(String[] paths) {
        return Arrays.stream(paths).findFirst().orElse("");
    }

    boolean isCommand() {
        return !method.equals("GET");
    }

    boolean isPreview() {
        return path.startsWith("/api/preview-");
    }

    boolean needsAPerson() {
        return EndpointsAndRolesTest.needsAPerson(path);
    }

    /** As the table says that the tests of roles walk. */
    Person least() {
        return EndpointsAndRolesTest.leastFor(method, path);
    }
}
