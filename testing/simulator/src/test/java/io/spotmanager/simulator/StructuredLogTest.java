package io.spotmanager.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StructuredLogTest {
    @Test
    void a_line_is_one_json_object_that_names_the_simulator() {
        var line = new LogRecord(Level.INFO, "simulator: \"here\"\n");
        line.setThrown(new IllegalStateException("broken"));

        var text = new StructuredLog("simulator").format(line);

        assertThat(text.lines()).hasSize(1);
        var json = JsonMapper.shared().readTree(text);
        assertThat(json.path("service").path("name").asString()).isEqualTo("simulator");
        assertThat(json.path("log").path("level").asString()).isEqualTo("INFO");
        assertThat(json.path("message").asString()).isEqualTo("simulator: \"here\"\n");
        assertThat(json.path("error").path("message").asString()).isEqualTo("broken");
    }

    @Test
    void lines_stay_plain_where_nobody_asked() {
        assertThat(StructuredLog.asWantedBy(Map.of(), "simulator")).isFalse();
    }
}
