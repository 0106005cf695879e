package io.spotmanager.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Returns 400 for query parameters that the endpoint does not declare, so that a misspelt filter does not return everything.
 * Declared are the {@code @RequestParam}s and the components of {@code @ModelAttribute} records.
 */
@Component
final class UnknownParameters implements HandlerInterceptor, WebMvcConfigurer {
    private final Map<Method, TreeSet<String>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod endpoint) {
            var allowed = known.computeIfAbsent(endpoint.getMethod(), UnknownParameters::declared);
            var problems = sent(request.getQueryString())
                    .filter(name -> !allowed.contains(name))
                    .map(name -> new FieldProblem(
                            name, "is not a parameter of this request; known are %s".formatted(allowed)))
                    .toList();
            if (!problems.isEmpty()) {
                throw new ProblemException(FieldProblem.named(problems));
            }
        }
        return true;
    }

    private static Stream<String> sent(String query) {
        return UriComponentsBuilder.newInstance().query(query).build().getQueryParams().keySet().stream()
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8));
    }

    private static TreeSet<String> declared(Method endpoint) {
        var names = new TreeSet<String>();
        for (var parameter : endpoint.getParameters()) {
            Optional.ofNullable(parameter.getAnnotation(RequestParam.class))
                    .ifPresent(declared -> names.add(firstWithText(declared.name(), declared.value(), parameter)));
            if (parameter.isAnnotationPresent(ModelAttribute.class)) {
                Arrays.stream(parameter.getType().getDeclaredConstructors()[0].getParameters())
                        .map(UnknownParameters::component)
                        .forEach(names::add);
            }
        }
        return names;
    }

    private static String component(Parameter parameter) {
        return Optional.ofNullable(parameter.getAnnotation(BindParam.class))
                .map(BindParam::value)
                .orElse(parameter.getName());
    }

    private static String firstWithText(String name, String value, Parameter parameter) {
        return Stream.of(name, value).filter(StringUtils::hasText).findFirst().orElse(parameter.getName());
    }
}
