package io.spotmanager.clouds.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.launch.InstallCertificate;
import io.spotmanager.clouds.launch.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudInitTest {
    private static final String PLACE = "{{install_certificate_base64}}";
    private static final InstallCertificate CERTIFICATE = new InstallCertificate("a: \"secret\"\n$1");

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", " "})
    void without_a_file_of_ones_own_the_template_comes_along(String file) {
        var text = rendered(CloudInit.from(Map.of("SPOT_CLOUD_INIT_FILE", file)::get), "CA1-L40-01");

        assertThat(text)
                .startsWith("#cloud-config\n")
                .contains("hostname: \"CA1-L40-01\"", "content: \"%s\"".formatted(base64(CERTIFICATE.secret())))
                .doesNotContain("{{");
    }

    @Test
    void a_file_of_ones_own_takes_its_place(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\n# own: " + PLACE);

        var own = CloudInit.from(Map.of("SPOT_CLOUD_INIT_FILE", file.toString())::get);

        assertThat(own.masked("CA1-L40-01")).isEqualTo("#cloud-config\n# own: ***");
    }

    @Test
    void a_file_that_cannot_be_read_is_told_with_its_setting(@TempDir Path folder) {
        var missing = folder.resolve("missing.yaml").toString();

        assertThatThrownBy(() -> CloudInit.from(Map.of("SPOT_CLOUD_INIT_FILE", missing)::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SPOT_CLOUD_INIT_FILE names %s, which cannot be read: ".formatted(missing));
    }

    @Test
    void places_may_be_written_with_space_and_filled_with_anything() {
        var cloudInit = template("{{hostname}} {{ hostname }} {{  install_certificate_base64 }} { {x} }");

        assertThat(rendered(cloudInit, "$1\\x"))
                .isEqualTo("$1\\x $1\\x %s { {x} }".formatted(base64(CERTIFICATE.secret())));
    }

    @Test
    void a_preview_shows_everything_but_the_certificate() {
        var cloudInit = template("a {{hostname}} b %s c %s".formatted(PLACE, PLACE));

        assertThat(cloudInit.masked("CA1-L40-01")).isEqualTo("a CA1-L40-01 b *** c ***");
    }

    @Test
    void unknown_places_are_all_told_and_each_once() {
        assertThatThrownBy(() -> template("{{hostnme}} {{ certificate }} {{hostname}} {{hostnme}} {{}} " + PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cloud-init template own.yaml has places for [hostnme, certificate, ]; known are"
                        + " hostname and install_certificate_base64.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#cloud-config", "{{hostname}}", "install_certificate_base64"})
    void a_template_without_the_certificates_place_is_refused(String text) {
        assertThatThrownBy(() -> template(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cloud-init template own.yaml has no place {{install_certificate_base64}}: a VM started"
                        + " from it could not join RunPod.");
    }

    @Test
    void what_nova_takes_as_base64_is_given_to_the_last_byte_and_no_more() {
        var fits = template(PLACE + bytes(49_149 - 4));
        var doesNotFit = template(PLACE + bytes(49_150 - 4));
        var threeBytes = new InstallCertificate("abc");

        var text = fits.render("CA1-L40-01", threeBytes).map(UserData::text).orElseThrow();

        assertThat(base64(text)).hasSizeBetween(65_535 - 3, 65_535);
        assertThat(doesNotFit.render("CA1-L40-01", threeBytes)).isEmpty();
    }

    @Test
    void a_template_that_is_too_large_without_a_certificate_is_refused_at_once() {
        var text = PLACE + bytes(49_150 - "***".length());

        assertThatThrownBy(() -> template(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The cloud-init template own.yaml must have at most 49149 bytes, which is what Nova takes.");
    }

    /** A text of so many bytes, which has fewer characters. */
    private static String bytes(int count) {
        return "ü".repeat(count / 2) + "x".repeat(count % 2);
    }

    private static CloudInit template(String text) {
        return CloudInit.of(text, "own.yaml");
    }

    private static String rendered(CloudInit cloudInit, String hostname) {
        return cloudInit.render(hostname, CERTIFICATE).map(UserData::text).orElseThrow();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
