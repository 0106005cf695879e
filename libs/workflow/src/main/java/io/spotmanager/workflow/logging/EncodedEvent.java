package io.spotmanager.workflow.logging;

import static java.util.stream.Collectors.toMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/** A log event whose values are encoded, whatever pattern prints it. */
record EncodedEvent(ILoggingEvent event) implements ILoggingEvent {
    /** It prints why a part does not start, in several lines, to the person who starts it. */
    private static final String REPORTS = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    @Override
    public @Nullable String getMessage() {
        return encoded(event.getMessage());
    }

    @Override
    public @Nullable String getFormattedMessage() {
        return encoded(event.getFormattedMessage());
    }

    private @Nullable String encoded(@Nullable String text) {
        return text != null && REPORTS.equals(event.getLoggerName()) ? EncodedText.lines(text) : EncodedText.of(text);
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return event.getArgumentArray();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        var thrown = event.getThrowableProxy();
        return thrown == null ? null : new EncodedThrowable(thrown);
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return event.getMDCPropertyMap().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, value -> Objects.toString(EncodedText.of(value.getValue()), "")));
    }

    @Override
    @Deprecated
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    public @Nullable String getThreadName() {
        return EncodedText.of(event.getThreadName());
    }

    @Override
    public @Nullable List<KeyValuePair> getKeyValuePairs() {
        var pairs = event.getKeyValuePairs();
        return pairs == null
                ? null
                : pairs.stream()
                        .map(pair -> new KeyValuePair(
                                String.valueOf(EncodedText.of(pair.key)), EncodedText.of(String.valueOf(pair.value))))
                        .toList();
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        return event.getMarkerList();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public Instant getInstant() {
        return event.getInstant();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }
}
