package io.spotmanager.clouds.openstack;

import static io.spotmanager.clouds.openstack.ScriptedCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What random changes found once. */
class MutatedFindingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clouds: {ca1: {!!binary a_b: x}}",
                "clouds: {ca1: {auth: !!binary {a: b}}}",
                "clouds: &a {ca1: *a}",
                "clouds: {ca1: &a {auth: *a, vendor: {<<: *a}}}"
            })
    void a_file_that_the_parser_gives_up_is_refused_by_its_name(String text, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("clouds.yaml"), text);
        Map<String, String> environment = Map.of("OS_CLOUD", "ca1", "OS_CLIENT_CONFIG_FILE", file.toString());
        Files.writeString(folder.resolve("secure.yaml"), text);

        assertThatThrownBy(() -> new SettingsReader(environment::get, new CloudsYaml.Places(folder, folder)).read())
                .isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void a_version_document_that_is_null_is_none() {
        try (ScriptedCloud script = new ScriptedCloud()) {
            script.computeUrl = script.url("/root");
            script.versions = json(300, "null");

            assertThat(OpenStackCloud.connect(script.settings(), Clock.systemUTC())
                            .check()
                            .sentence())
                    .contains("compute is at " + script.url("/root"));
        }
    }

    @Test
    void a_resource_provider_that_is_null_makes_the_list_unclear() {
        try (ScriptedCloud script = new ScriptedCloud()) {
            script.placement = json(200, "{\"resource_providers\": [null]}");

            assertThat(OpenStackCloud.connect(script.settings(), Clock.systemUTC())
                            .askPlacement()
                            .problem())
                    .contains("resource provider")
                    .doesNotContain("client failed");
        }
    }
}
