package io.spotmanager.clouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.Fuzz;
import io.spotmanager.clouds.http.HttpFailure;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings, their files and links are read or refused with a sentence, whatever is in them. */
class MutatedFilesTest {
    private static final String CLOUDS = """
            clouds:
              ca1: &ca1
                profile: vendor
                auth: {auth_url: "http://127.0.0.1/identity/v3", username: robot, project_name: admin, user_domain_id: default}
                regions: [{name: R1, values: {networks: []}}, R2]
                region_name: R2
                verify: false
                api_timeout: 5
              other:
                <<: *ca1
                auth_type: v3applicationcredential
            """;
    private static final String SECURE = """
            clouds:
              ca1:
                auth: {password: hush, application_credential_secret: hush}
            """;
    private static final String PROFILES = "public-clouds:\n  vendor:\n    auth: {auth_url: http://127.0.0.1/v3}\n";
    private static final String[] PIECES = {
        "&a ",
        "*a",
        "*ca1",
        "<<: *ca1",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "\n",
        "  ",
        "\t",
        "!!java.util.Date ",
        "!!binary ",
        "null",
        "~",
        "? ",
        "|",
        "---\n",
        "%YAML 9",
        "\u0000",
        "clouds",
        "auth",
        "9999999999999999999",
        "-1",
        "yes",
        "http://[",
        "' "
    };

    @Test
    void every_clouds_yaml_is_read_or_refused_without_its_secrets(@TempDir Path folder) {
        Fuzz.of(MutatedFilesTest.class, 1500).run(random -> {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "OS_CLOUD", random.nextInt(10) == 0 ? "other" : "ca1",
                    "HOME", folder.toString(),
                    "OS_CLIENT_CONFIG_FILE", write(folder, "clouds.yaml", Fuzz.mangled(CLOUDS, random, PIECES)),
                    "OS_CLIENT_SECURE_FILE", write(folder, "secure.yaml", Fuzz.mangled(SECURE, random, PIECES))));
            write(folder, "clouds-public.yaml", Fuzz.mangled(PROFILES, random, PIECES));
            if (random.nextInt(4) == 0) {
                environment.put("OS_REGION_NAME", Fuzz.mangled("R1", random, PIECES));
            }
            try {
                OpenStackSettings settings =
                        new SettingsReader(environment::get, new CloudsYaml.Places(folder, folder)).read();
                assertThat(settings.toString()).doesNotContain("hush");
            } catch (InvalidConfigurationException refused) {
                assertThat(refused.getMessage()).isNotBlank().doesNotContain("hush");
            }
        });
    }

    @Test
    void every_link_is_a_marker_or_no_answer() {
        String[] odd = {
            "marker=", "&", "?", "%", "%2", "#", " ", "http://[::bad", "\u0000", "//", "marker=%00", "=", "\\"
        };
        Fuzz.of(MutatedFilesTest.class, 5000).run(random -> {
            String link = Fuzz.mangled("http://nova/v2.1/servers/detail?all_tenants=1&marker=s1&limit=5", random, odd);
            try {
                assertThat(Page.marker(link).value()).isNotEmpty().doesNotContain("&");
            } catch (HttpFailure.MalformedResponse refused) {
                assertThat(refused.text()).startsWith("an answer whose link");
            }
        });
    }

    private static String write(Path folder, String name, String text) throws java.io.IOException {
        Path file = folder.resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }
}
