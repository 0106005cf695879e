package io.spotmanager.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretFilesTest {
    @TempDir
    private Path folder;

    static java.util.stream.Stream<String> secrets() {
        return KnownSettings.names()
                .filter(KnownSettings.Name::secret)
                .map(name -> name.text().replace("*", "COMPANY"));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void every_secret_can_come_from_a_file(String name) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "s3cret with spaces \n");

        assertThat(SecretFiles.in(Map.of(name + "_FILE", file.toString()))).containsEntry(name, "s3cret with spaces ");
    }

    @Test
    void a_file_that_cannot_be_used_is_named_with_the_setting_and_its_content_is_not() throws IOException {
        var empty = Files.writeString(folder.resolve("empty"), "\n");
        var full = Files.writeString(folder.resolve("full"), "s3cret");

        assertThatThrownBy(() -> SecretFiles.read(Map.of(
                        "OS_PASSWORD_FILE", folder.resolve("none").toString(),
                        "NETBOX_TOKEN_FILE", empty.toString(),
                        "RUNPOD_API_KEY_FILE", full.toString(),
                        "RUNPOD_API_KEY", "other")))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("OS_PASSWORD_FILE names ")
                .hasMessageContaining("NETBOX_TOKEN_FILE names ")
                .hasMessageContaining("RUNPOD_API_KEY and RUNPOD_API_KEY_FILE are both set")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void what_is_no_secret_has_no_file() {
        assertThat(SecretFiles.read(
                        Map.of("SPOT_CLOUD_INIT_FILE", "/nowhere", "SPRING_DATASOURCE_URL_FILE", "/nowhere")))
                .isEmpty();
    }

    @Test
    void a_folder_with_a_file_for_each_setting_is_read_as_spring_does() throws IOException {
        Files.writeString(folder.resolve("spring.datasource.password"), "from the folder\n");
        Files.writeString(folder.resolve("SPRING_DATASOURCE_USERNAME"), "from the folder");
        var environment = Map.of(
                "SPRING_CONFIG_IMPORT",
                "optional:configtree:/nowhere/,configtree:" + folder + "/",
                "SPRING_DATASOURCE_USERNAME",
                "from the environment");

        assertThat(ConfigTree.in(environment))
                .containsEntry("SPRING_DATASOURCE_PASSWORD", "from the folder")
                .containsEntry("SPRING_DATASOURCE_USERNAME", "from the environment");
        assertThatThrownBy(() -> ConfigTree.in(Map.of("SPRING_CONFIG_IMPORT", "configtree:/nowhere/")))
                .hasMessageContaining("/nowhere");
    }
}
