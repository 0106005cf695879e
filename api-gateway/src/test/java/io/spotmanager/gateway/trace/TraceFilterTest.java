package io.spotmanager.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.collector.SpansInMemory;
import io.spotmanager.domain.trace.Span;
import io.spotmanager.domain.trace.Tracing;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

/** The span of a request to the API. */
class TraceFilterTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final SpansInMemory traces = new SpansInMemory();
    private final List<Span> worked = new ArrayList<>();

    private final MockHttpServletRequest request =
            new MockHttpServletRequest("GET", "/api/operations/01a2-secret-of-a-path");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private void filtered(Tracing tracing, int status) throws ServletException, IOException {
        FilterChain chain = (sent, answer) -> {
            worked.add(Span.current());
            sent.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/operations/{id}");
            response.setStatus(status);
        };
        new TraceFilter(tracing).doFilter(request, response, chain);
    }

    @Test
    void a_request_is_a_span_of_its_route_below_what_its_headers_say() throws ServletException, IOException {
        request.addHeader("traceparent", PARENT);

        filtered(traces, 200);

        var span = traces.the("GET /api/operations/{id}");
        assertThat(span.trace()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(span.kind()).isEqualTo("SERVER");
        assertThat(span.attributes())
                .isEqualTo(Map.of(
                        "http.request.method", "GET",
                        "url.scheme", "http",
                        "http.route", "/api/operations/{id}",
                        "http.response.status_code", "200"));
        assertThat(worked.getFirst().context().orElseThrow().traceparent()).contains(span.id());
    }

    @Test
    void a_refusal_is_no_failure_of_ours_and_a_failure_is() throws ServletException, IOException {
        filtered(traces, 409);
        filtered(traces, 503);

        assertThat(traces.spans())
                .extracting(span -> span.attribute("error.type"))
                .containsExactly("", "503");
    }

    @Test
    void an_exception_passes_and_fails_the_span() {
        FilterChain chain = (sent, answer) -> {
            throw new IOException("with a secret");
        };

        assertThatThrownBy(() -> new TraceFilter(traces).doFilter(request, response, chain))
                .isInstanceOf(IOException.class);
        assertThat(traces.the("GET").attributes())
                .isEqualTo(Map.of("http.request.method", "GET", "url.scheme", "http", "error.type", "IOException"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void an_invalid_header_begins_a_trace(String invalid) throws ServletException, IOException {
        request.addHeader("traceparent", invalid);

        filtered(traces, 200);

        assertThat(traces.the("GET /api/operations/{id}").parent()).isEmpty();
    }

    @Test
    void two_headers_that_differ_say_nothing() throws ServletException, IOException {
        request.addHeader("traceparent", PARENT);
        request.addHeader("traceparent", PARENT.replace("b7", "c8"));

        filtered(traces, 200);

        assertThat(traces.the("GET /api/operations/{id}").parent()).isEmpty();
    }

    @Test
    void invented_methods_are_one_word() throws ServletException, IOException {
        request.setMethod("SECRET");

        filtered(traces, 405);

        assertThat(traces.the("HTTP /api/operations/{id}").attribute("http.request.method"))
                .isEqualTo("_OTHER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/login", "/health/ready", "/actuator/prometheus", "/api/events", "/board.js"})
    void pages_probes_and_listeners_are_not_traced(String path) throws ServletException, IOException {
        request.setRequestURI(path);

        filtered(traces, 200);

        assertThat(worked).containsExactly(Span.NONE);
        assertThat(traces.spans()).isEmpty();
    }

    @Test
    void a_path_in_front_of_the_gateway_makes_no_difference() throws ServletException, IOException {
        request.setContextPath("/spot");
        request.setRequestURI("/spot/api/operations");

        filtered(traces, 200);

        assertThat(traces.spans()).hasSize(1);
    }

    @Test
    void without_tracing_a_request_passes_as_it_is() throws ServletException, IOException {
        request.addHeader("traceparent", PARENT);

        filtered(Tracing.OFF, 200);

        assertThat(worked).containsExactly(Span.NONE);
    }
}
