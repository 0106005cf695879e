package io.spotmanager.gateway.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
 * Returns 400 for query parameters that the endpoint does not declare, so that a misspelt filter does not return everything, and for one
 * that is sent twice, because readers differ in which of the two counts.
 * Declared are the {@code @RequestParam}s and the components of {@code @ModelAttribute} records.
 */
@Component
final class UnknownParameters implements HandlerInterceptor, WebMvcConfigurer {
    /** By endpoint: its parameters, and whether each may be sent more than once. */
    private final Map<Method, TreeMap<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod endpoint) {
            var allowed = known.computeIfAbsent(endpoint.getMethod(), UnknownParameters::declared);
            var sent = sent(request.getQueryString());
            var problems = sent.entrySet().stream()
                    .flatMap(each -> problem(each.getKey(), each.getValue(), allowed).stream())
                    .toList();
            if (!problems.isEmpty()) {
                throw new ProblemException(FieldProblem.named(problems));
            }
        }
        return true;
    }

    private static Optional<FieldProblem> problem(String name, int times, TreeMap<String, Boolean> allowed) {
        if (!allowed.containsKey(name)) {
            return Optional.of(new FieldProblem(
                    name, "is not a parameter of this request; known are %s".formatted(allowed.keySet())));
        }
        return times > 1 && !allowed.getOrDefault(name, false)
                ? Optional.of(new FieldProblem(name, "must be sent once"))
                : Optional.empty();
    }

    /** Returns how often each is sent. */
    private static Map<String, Integer> sent(String query) {
        var sent = new TreeMap<String, Integer>();
        UriComponentsBuilder.newInstance()
                .query(query)
                .build()
                .getQueryParams()
                .forEach((name, values) ->
                        sent.merge(URLDecoder.decode(name, StandardCharsets.UTF_8), values.size(), Integer::sum));
        return sent;
    }

    private static TreeMap<String, Boolean> declared(Method endpoint) {
        var names = new TreeMap<String, Boolean>();
        for (var parameter : endpoint.getParameters()) {
            Optional.ofNullable(parameter.getAnnotation(RequestParam.class))
                    .ifPresent(declared ->
                            names.put(firstWithText(declared.name(), declared.value(), parameter), isList(parameter)));
            if (parameter.isAnnotationPresent(ModelAttribute.class)) {
                Arrays.stream(parameter.getType().getDeclaredConstructors()[0].getParameters())
                        .forEach(component -> names.put(component(component), isList(component)));
            }
        }
        return names;
    }

    private static boolean isList(Parameter parameter) {
        return Collection.class.isAssignableFrom(parameter.getType());
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
