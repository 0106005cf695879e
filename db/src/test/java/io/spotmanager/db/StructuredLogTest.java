package io.spotmanager.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StructuredLogTest {
    @Test
    void a_line_is_one_json_object_of_the_fields_that_the_other_parts_write() {
        var line = line(Level.WARNING, "{0} says \"no\"\nand goes");
        line.setParameters(new Object[] {"Flyway"});

        var json = json(line);

        assertThat(json.path("@timestamp").asString()).isEqualTo("2026-11-23T17:00:00Z");
        assertThat(json.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(json.path("log").path("logger").asString()).isEqualTo("the.logger");
        assertThat(json.path("service").path("name").asString()).isEqualTo("db");
        assertThat(json.path("message").asString()).isEqualTo("Flyway says \"no\"\nand goes");
        assertThat(json.has("error")).isFalse();
    }

    @Test
    void a_failure_stays_within_its_line() {
        var line = line(Level.SEVERE, "failed");
        line.setThrown(new IllegalStateException("the disk is full"));

        var json = json(line);

        assertThat(json.path("log").path("level").asString()).isEqualTo("ERROR");
        assertThat(json.path("error").path("type").asString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.path("error").path("message").asString()).isEqualTo("the disk is full");
        assertThat(json.path("error").path("stack_trace").asString()).contains("StructuredLogTest");
    }

    private static JsonNode json(LogRecord line) {
        var text = new StructuredLog("db").format(line);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).endsWith("\n");
        return JsonMapper.shared().readTree(text);
    }

    private static LogRecord line(Level level, String message) {
        var line = new LogRecord(level, message);
        line.setLoggerName("the.logger");
        line.setInstant(Instant.parse("2026-11-23T17:00:00Z"));
        return line;
    }
}
