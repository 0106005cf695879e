package io.spotmanager.gateway.security.rights;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/** Has each body looked at as soon as it has been read. */
@RestControllerAdvice
class BodyGuard extends RequestBodyAdviceAdapter {
    private final ReachGuard guard;
    private final HttpServletRequest request;

    /** @param request stands for the present one */
    BodyGuard(ReachGuard guard, HttpServletRequest request) {
        this.guard = guard;
        this.request = request;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // the text "null" is read as null, and handed on; its controller refuses it
    public Object afterBodyRead(
            @Nullable Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        if (body != null) {
            guard.check(request, body);
        }
        return body;
    }
}
