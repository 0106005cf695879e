package io.spotmanager.workflow.logging;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Encodes the values in all plain log lines, on the console and in files, whatever their pattern is. Names of pools, answers of
 * clouds and headers are written by others; without this a line break in one of them begins a log line of its own.
 *
 * <p>Structured lines are JSON, which encodes them by itself.
 */
final class EncodedLines implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            logback.getLoggerList().forEach(EncodedLines::encode);
            if (logback.getTurboFilterList().stream().noneMatch(OutageChatter.class::isInstance)) {
                logback.addTurboFilter(new OutageChatter());
            }
        }
    }

    /** Changes nothing the second time: several applications may run in one process. */
    static void encode(Logger logger) {
        stream(logger.iteratorForAppenders()).forEach(appender -> {
            if (appender instanceof OutputStreamAppender<ILoggingEvent> output
                    && output.getEncoder() instanceof PatternLayoutEncoder pattern) {
                output.setEncoder(encoding(pattern));
            }
        });
    }

    private static LayoutWrappingEncoder<ILoggingEvent> encoding(PatternLayoutEncoder pattern) {
        var layout = new Layout();
        layout.setContext(pattern.getContext());
        layout.setPattern(pattern.getPattern());
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(pattern.getContext());
        encoder.setCharset(pattern.getCharset());
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static <T> Stream<T> stream(Iterator<T> items) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(items, 0), false);
    }

    private static final class Layout extends PatternLayout {
        @Override
        public String doLayout(ILoggingEvent event) {
            return super.doLayout(new EncodedEvent(event));
        }
    }
}
