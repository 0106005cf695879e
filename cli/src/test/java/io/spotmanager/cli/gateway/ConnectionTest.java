package io.spotmanager.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.cli.text.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the address and the token come from. */
class ConnectionTest {
    private static final String OWN = "https://spot.example.org/spot";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void home() {
        environment.put("HOME", home.toString());
    }

    private Connection connection(@Nullable String address) {
        return Connection.of(new Connection.Given(address, null, null, null, Duration.ofSeconds(1)), environment::get);
    }

    private Path configured(String text, String rights) throws IOException {
        var file = home.resolve(".config/spot/config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        return file;
    }

    @Test
    void a_file_is_enough() throws IOException {
        configured("# mine\naddress = %s/\ntoken = spot_of_file\n".formatted(OWN), "rw-------");

        var connection = connection(null);

        assertThat(connection.address()).hasToString(OWN);
        assertThat(connection.login().header()).isEqualTo("Bearer spot_of_file");
        assertThat(connection.login().warning()).isNull();
    }

    @Test
    void a_token_that_others_can_read_is_told() throws IOException {
        var file = configured("address = %s\ntoken = spot_of_file\n".formatted(OWN), "rw-r-----");

        assertThat(connection(null).login().warning()).contains("chmod 600 " + file);
    }

    @Test
    void the_token_of_the_file_goes_to_no_other_address() throws IOException {
        configured("address = %s\ntoken = spot_of_file\n".formatted(OWN), "rw-------");

        assertThatThrownBy(() -> connection("https://elsewhere.example.org"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is not sent to another address");
    }

    @Test
    void the_environment_comes_before_the_file_and_an_option_before_both() throws IOException {
        configured("address = %s\ntoken = spot_of_file\n".formatted(OWN), "rw-------");
        environment.put("SPOT_URL", "https://two.example.org");
        environment.put("SPOT_TOKEN", "spot_of_environment");

        assertThat(connection(null).address()).hasToString("https://two.example.org");
        assertThat(connection(null).login().header()).isEqualTo("Bearer spot_of_environment");
        environment.put("SPOT_ADDRESS", "https://three.example.org");
        assertThat(connection(null).address()).hasToString("https://three.example.org");
        assertThat(connection("https://four.example.org").address()).hasToString("https://four.example.org");
    }

    @Test
    void a_misspelt_setting_is_named_with_its_line() throws IOException {
        configured("\ntokn = x\n", "rw-------");

        assertThatThrownBy(() -> connection(null))
                .hasMessageContaining("line 2")
                .hasMessageContaining("did you mean token?");
    }

    @Test
    void without_a_token_the_ways_to_one_are_named() {
        assertThatThrownBy(() -> connection(null))
                .hasMessageContaining("SPOT_TOKEN_FILE")
                .hasMessageContaining("token = ");
    }

    @Test
    void a_secret_is_in_no_text() {
        environment.put("SPOT_TOKEN", "spot_secret");

        assertThat(connection(null).toString()).doesNotContain("spot_secret");
        assertThatThrownBy(() -> connection("https://u:password@x")).message().doesNotContain("password@");
    }
}
