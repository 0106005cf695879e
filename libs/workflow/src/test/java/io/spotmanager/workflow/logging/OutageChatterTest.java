package io.spotmanager.workflow.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What repeats itself while broker or database are away fills no disk. */
class OutageChatterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final OutageChatter filter = new OutageChatter(nanos::get);
    private final LoggerContext loggers = new LoggerContext();

    @AfterEach
    void backAgain() {
        OutageChatter.end("rabbitmq");
    }

    private boolean lets(String logger, String format, Object... arguments) {
        return filter.decide(null, loggers.getLogger(logger), Level.WARN, format, arguments, null) != FilterReply.DENY;
    }

    @Test
    void a_library_says_the_same_once_a_minute() {
        assertThat(lets("org.springframework.amqp.rabbit.X", "cannot connect")).isTrue();
        assertThat(lets("org.springframework.amqp.rabbit.X", "cannot connect")).isFalse();
        assertThat(lets("org.springframework.amqp.rabbit.X", "ACCESS_REFUSED")).isTrue();
        nanos.addAndGet(60_000_000_000L);
        assertThat(lets("org.springframework.amqp.rabbit.X", "cannot connect")).isTrue();
    }

    @Test
    void while_the_part_itself_tells_of_the_outage_the_library_says_nothing() {
        OutageChatter.begin("rabbitmq", "Connection refused");

        assertThat(lets("com.rabbitmq.client.X", "connection refused")).isFalse();
        assertThat(lets("com.zaxxer.hikari.pool.X", "another library")).isTrue();
    }

    @Test
    void what_we_say_is_left_out_only_if_it_repeats_the_outage_word_for_word() {
        assertThat(lets("io.spotmanager.X", "no answer: {}", "Connection refused"))
                .isTrue();
        assertThat(lets("io.spotmanager.X", "no answer: {}", "Connection refused"))
                .isTrue();

        OutageChatter.begin("rabbitmq", "Connection refused");
        assertThat(lets("io.spotmanager.X", "no answer: {}", "Connection refused"))
                .isTrue();
        assertThat(lets("io.spotmanager.X", "no answer: {}", "Connection refused"))
                .isFalse();
        assertThat(lets("io.spotmanager.X", "anna from {} was refused", "10.0.0.1"))
                .isTrue();
        assertThat(lets("io.spotmanager.X", "anna from {} was refused", "10.0.0.1"))
                .isTrue();
    }
}
