package io.spotmanager.workflow.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** One event is one line, and what others wrote does nothing to the reader's terminal. */
class EncodedLinesTest {
    private static final String FORGED = "2026-01-01 INFO all is well";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Logger log = new LoggerContext().getLogger("spot");

    @BeforeEach
    void logWithAPattern() {
        var context = log.getLoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level [%thread] %X{host:-} %kvp %m%n%ex");
        encoder.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        log.setLevel(Level.INFO);
        log.addAppender(appender);
        EncodedLines.encode(log);
        EncodedLines.encode(log);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> lines() {
        return written().lines().toList();
    }

    @Test
    void a_value_cannot_begin_a_line() {
        for (var end : List.of("\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\f")) {
            log.info("pool {} is full", "a" + end + FORGED);
        }

        assertThat(lines()).hasSize(8).allMatch(line -> line.startsWith("INFO ["));
        assertThat(lines().getFirst()).endsWith("pool a\\n" + FORGED + " is full");
    }

    @Test
    void nothing_that_acts_on_a_terminal_or_on_the_order_is_written_as_it_is() {
        log.info(
                "{}",
                IntStream.rangeClosed(0, 0xe007f)
                        .filter(each -> each < 0xd800 || each > 0xdfff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
        log.info("{}", "\ud800 alone");

        assertThat(written().replace(System.lineSeparator(), ""))
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]")
                .contains("\\u001b", "\\u202e", "\\u2066", "\\u009b", "\\ud800 alone", "ü", "\\u{e0001}");
    }

    @Test
    void neither_a_thread_nor_a_context_nor_a_pair_begins_a_line() throws InterruptedException {
        var thread = new Thread(
                () -> {
                    log.getLoggerContext().getMDCAdapter().put("host", "H1\n" + FORGED);
                    log.atInfo().addKeyValue("pool\n", "x\n" + FORGED).log("moved");
                },
                "worker\n" + FORGED);
        thread.start();
        thread.join();

        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).contains("H1\\n" + FORGED, "x\\n" + FORGED, "worker\\n" + FORGED);
    }

    @Test
    void no_message_of_an_error_begins_a_line_of_its_own() {
        var cause = new IllegalArgumentException("cause\r\n" + FORGED);
        cause.addSuppressed(new IllegalStateException("suppressed\n" + FORGED));
        log.error("failed", new IllegalStateException("outer\n" + FORGED, cause));

        assertThat(lines()).noneMatch(line -> line.startsWith(FORGED)).hasSizeGreaterThan(4);
        assertThat(written()).contains("outer\\n", "cause\\r\\n", "suppressed\\n", "\tat ");
    }

    @Test
    void what_spring_says_to_the_person_who_starts_a_part_keeps_its_lines() {
        var reports =
                log.getLoggerContext().getLogger("org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter");
        log.iteratorForAppenders().forEachRemaining(reports::addAppender);
        reports.setAdditive(false);
        reports.error("first\nsecond \u001b[31m");

        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).isEqualTo("second \\u001b[31m");
    }

    @Test
    void every_part_that_starts_logs_so() {
        new SpringApplicationBuilder(EncodedLinesTest.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run()
                .close();

        var root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        assertThat(root.iteratorForAppenders())
                .toIterable()
                .isNotEmpty()
                .allSatisfy(appender -> assertThat(((OutputStreamAppender<?>) appender).getEncoder())
                        .isInstanceOf(LayoutWrappingEncoder.class)
                        .isNotInstanceOf(PatternLayoutEncoder.class));
    }
}
