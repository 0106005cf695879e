package io.spotmanager.gateway.media;

import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.ParameterizableViewController;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Refuses a request before its endpoint: with 406 if the client does not accept the type of the response, with 415 if the body
 * is not JSON in UTF-8, or another type that its mapping has under {@code consumes}. An endpoint returns JSON unless its mapping has another type under {@code produces}; a page is HTML,
 * the type of a file follows from its name. A request without a body may have any content type.
 */
final class MediaTypeCheck implements HandlerInterceptor {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String IDENTITY = "identity";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var offered = offered(request, handler);
        var accepted = AcceptedTypes.of(values(request, HttpHeaders.ACCEPT));
        if (!offered.isEmpty() && !accepted.takes(offered)) {
            throw ProblemType.NOT_ACCEPTABLE.because(
                    "Nothing was done. This address answers with %s: send Accept with that, or with */*."
                            .formatted(offered.stream().map(MediaType::toString).collect(Collectors.joining(" or "))));
        }
        if (handler instanceof HandlerMethod endpoint && !SAFE_METHODS.contains(request.getMethod())) {
            checkBody(request, endpoint);
        }
        return true;
    }

    /** Empty for an unknown address, which is then refused with 404. */
    private static Collection<MediaType> offered(HttpServletRequest request, Object handler) {
        return switch (handler) {
            case HandlerMethod _ ->
                request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Set<?> named
                        ? named.stream().map(MediaType.class::cast).toList()
                        : List.of(MediaType.APPLICATION_JSON);
            case ParameterizableViewController _ -> List.of(MediaType.TEXT_HTML);
            case ResourceHttpRequestHandler _ ->
                MediaTypeFactory.getMediaType(request.getRequestURI()).stream().toList();
            default -> List.of();
        };
    }

    private static void checkBody(HttpServletRequest request, HandlerMethod endpoint) {
        var hasBody = request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (hasBody
                && !values(request, HttpHeaders.CONTENT_ENCODING).stream()
                        .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase(IDENTITY))) {
            throw ProblemType.UNSUPPORTED_MEDIA_TYPE
                    .because("Nothing was done. Send the body without a Content-Encoding.")
                    .header(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        var taken = taken(endpoint);
        if ((hasBody || needsBody(endpoint)) && !isOf(taken, values(request, HttpHeaders.CONTENT_TYPE))) {
            throw ProblemType.UNSUPPORTED_MEDIA_TYPE
                    .because(
                            taken.equals(MediaType.APPLICATION_JSON)
                                    ? "Nothing was done. Send JSON in UTF-8, with Content-Type: application/json."
                                    : "Nothing was done. Send %s in UTF-8.".formatted(taken))
                    .header(HttpHeaders.ACCEPT, taken.toString());
        }
    }

    /** JSON, unless its mapping has another type under {@code consumes}. */
    private static MediaType taken(HandlerMethod endpoint) {
        var mapping = endpoint.getMethodAnnotation(PostMapping.class);
        return mapping == null || mapping.consumes().length == 0
                ? MediaType.APPLICATION_JSON
                : MediaType.parseMediaType(mapping.consumes()[0]);
    }

    private static boolean needsBody(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    private static boolean isOf(MediaType taken, List<String> types) {
        if (types.size() != 1) {
            return false;
        }
        try {
            var type = MediaType.parseMediaType(types.getFirst().toLowerCase(Locale.ROOT));
            var charset = type.getCharset();
            return type.equalsTypeAndSubtype(taken) && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static List<String> values(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header));
    }
}
