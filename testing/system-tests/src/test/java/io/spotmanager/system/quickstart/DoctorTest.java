package io.spotmanager.system.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.quickstart.doctor.Doctor;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code ./spot doctor} says what is wrong, and how it is put right. */
@Timeout(120)
class DoctorTest {
    private record Words(int code, String text) {}

    private static Words examined(Map<String, String> environment) {
        var out = new ByteArrayOutputStream();
        var code = Doctor.examine(environment, Path.of("."), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Words(code, out.toString(StandardCharsets.UTF_8));
    }

    /** Turns {@code --spring.datasource.url=X} into a variable. */
    private static void add(Map<String, String> environment, Iterable<String> arguments) {
        for (var argument : arguments) {
            var cut = argument.indexOf('=');
            environment.put(
                    argument.substring(2, cut).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                    argument.substring(cut + 1));
        }
    }

    @Test
    void of_an_installation_that_works_it_says_so() {
        try (var installation = Installation.start(DoctorTest.class, Brokers.best(), new Installation.Size(10, 0))) {
            var environment = new HashMap<String, String>();
            add(environment, installation.database().settings("migration-worker"));
            add(environment, installation.broker().settings("migration-worker"));
            add(environment, installation.cloud().settings());

            var words = examined(environment);

            assertThat(words.text())
                    .contains(
                            "ok    database",
                            "ok    schema",
                            "ok    clock",
                            "ok    broker",
                            "ok    openstack",
                            "ok    disk")
                    .doesNotContain("BAD");
            assertThat(words.code()).isZero();
        }
    }

    @Test
    void what_is_wrong_is_named_with_the_way_out() {
        var words = examined(Map.of(
                "SPOT_EVENTS_CLIENT", "5",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/spot",
                "SPRING_RABBITMQ_HOST", "127.0.0.1",
                "SPRING_RABBITMQ_PORT", "1",
                "OS_AUTH_URL", "http://127.0.0.1:1/v3",
                "OS_USERNAME", "u",
                "OS_PASSWORD", "never-shown",
                "OS_PROJECT_NAME", "p"));

        assertThat(words.code()).isEqualTo(1);
        assertThat(words.text())
                .contains("BAD   settings    The setting SPOT_EVENTS_CLIENT is not known")
                .contains("SPOT_EVENTS_CLIENTS?")
                .contains("BAD   database    The database cannot be reached")
                .contains("Check host and port in SPRING_DATASOURCE_URL")
                .contains("BAD   broker ")
                .contains("BAD   openstack ")
                .doesNotContain("never-shown");
    }

    @Test
    void a_secret_in_a_file_that_is_not_there_is_named() {
        var words = examined(Map.of("SPRING_DATASOURCE_PASSWORD_FILE", "/nowhere/at/all"));

        assertThat(words.code()).isEqualTo(1);
        assertThat(words.text()).contains("SPRING_DATASOURCE_PASSWORD_FILE names /nowhere/at/all");
    }
}
