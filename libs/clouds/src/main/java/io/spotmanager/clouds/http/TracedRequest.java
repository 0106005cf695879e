package io.spotmanager.clouds.http;

import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.SpanKind;
import io.spotmanager.domain.trace.TraceAttribute;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.RequestEntity;

/**
 * One request in the trace of the work that needs it, if it is traced. The trace is not sent along: the services belong
 * to others. Neither headers, queries nor bodies are told, because secrets may be in them.
 */
final class TracedRequest {
    private static final int FIRST_ERROR = 400;

    private TracedRequest() {}

    static BoundedHttp.Answer around(RequestEntity<?> request, Supplier<BoundedHttp.Answer> exchange) {
        Span work = Span.current();
        if (!work.isTraced()) {
            return exchange.get();
        }
        Span span = begun(work, Objects.requireNonNull(request.getMethod()).name(), request.getUrl());
        try {
            BoundedHttp.Answer answer = exchange.get();
            span.with(TraceAttribute.STATUS, answer.status());
            if (answer.status() >= FIRST_ERROR) {
                span.failed(String.valueOf(answer.status()));
            }
            return answer;
        } catch (HttpFailure failure) {
            span.failed(type(failure));
            throw failure;
        } finally {
            span.end();
        }
    }

    private static Span begun(Span work, String method, URI address) {
        Span span = work.child(SpanKind.CLIENT, method)
                .with(TraceAttribute.METHOD, method)
                .with(TraceAttribute.SCHEME, String.valueOf(address.getScheme()))
                .with(TraceAttribute.SERVER, String.valueOf(address.getHost()))
                .with(TraceAttribute.PATH, String.valueOf(address.getPath()));
        int port = address.getPort() >= 0 ? address.getPort() : usualPort(address);
        return span.with(TraceAttribute.PORT, port);
    }

    private static int usualPort(URI address) {
        return "http".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT)) ? 80 : 443;
    }

    private static String type(HttpFailure failure) {
        return failure instanceof HttpFailure.NoResponse none && none.timedOut()
                ? "timeout"
                : failure.getClass().getSimpleName();
    }
}
