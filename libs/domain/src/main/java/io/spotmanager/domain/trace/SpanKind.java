package io.spotmanager.domain.trace;

/** On which side of a call a span stands, in the words of OpenTelemetry. */
public enum SpanKind {
    INTERNAL,
    SERVER,
    CLIENT,
    PRODUCER,
    CONSUMER
}
