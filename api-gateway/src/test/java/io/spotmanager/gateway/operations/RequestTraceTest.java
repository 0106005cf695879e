package io.spotmanager.gateway.operations;

import static io.spotmanager.gateway.fixture.Gateway.moveOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operation belongs to the trace of the HTTP request that submitted it. */
@GatewayTest
class RequestTraceTest {
    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Gateway gateway;

    RequestTraceTest(Gateway gateway) {
        this.gateway = gateway;
    }

    @Test
    void the_trace_of_the_request_stands_in_the_row() {
        var id = gateway.operator()
                .with("traceparent", PARENT)
                .with("tracestate", "vendor=1")
                .post("/api/execute-migration", moveOf("H1"))
                .is(202)
                .id();

        assertThat(row(id)).containsEntry("traceparent", PARENT).containsEntry("tracestate", "vendor=1");
    }

    @Test
    void a_request_without_a_trace_begins_one() {
        var first = row(submitted(null));
        var second = row(submitted(null));

        assertThat(String.valueOf(first.get("traceparent"))).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
        assertThat(first.get("tracestate")).isNull();
        assertThat(second.get("traceparent")).isNotEqualTo(first.get("traceparent"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            })
    void an_invalid_trace_is_replaced_and_the_command_is_accepted_all_the_same(String invalid) {
        assertThat(String.valueOf(row(submitted(invalid)).get("traceparent")))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")
                .isNotEqualTo(invalid);
    }

    private String submitted(@Nullable String trace) {
        var caller = trace == null ? gateway.operator() : gateway.operator().with("traceparent", trace);
        var id = caller.post("/api/execute-migration", moveOf("H1")).is(202).id();
        gateway.worker().carriesOut(UUID.fromString(String.valueOf(id)));
        return String.valueOf(id);
    }

    private Map<String, @Nullable Object> row(Object id) {
        return gateway.jdbc()
                .sql("select traceparent, tracestate from operation where id = :id")
                .param("id", UUID.fromString(String.valueOf(id)))
                .query()
                .singleRow();
    }
}
