package io.spotmanager.collector;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as it came.
 *
 * @param parent the id of the span above; empty for the first of a trace
 * @param process what the sender says of itself
 */
public record CollectedSpan(
        String trace,
        String id,
        String parent,
        String name,
        String kind,
        boolean failed,
        Map<String, String> attributes,
        Map<String, String> process) {
    private static final String KIND = "SPAN_KIND_";

    static CollectedSpan of(Span span, List<KeyValue> process) {
        return new CollectedSpan(
                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                HexFormat.of().formatHex(span.getSpanId().toByteArray()),
                HexFormat.of().formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind().name().substring(KIND.length()),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                texts(span.getAttributesList()),
                texts(process));
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
    }

    private static String text(AnyValue value) {
        return value.hasIntValue() ? String.valueOf(value.getIntValue()) : value.getStringValue();
    }

    /** Returns the attribute; empty if there is none. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Returns the name of the part that sent it. */
    public String part() {
        return process.getOrDefault("service.name", "");
    }

    public boolean isBelow(CollectedSpan other) {
        return trace.equals(other.trace) && parent.equals(other.id);
    }
}
