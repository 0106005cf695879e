package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudInitTest {
    private static final String HEAD = "#!/bin/sh\n";
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
    void without_a_certificate_its_place_is_empty_for_a_person_to_fill() {
        var text = CloudInit.standard().withoutCertificate("CA1-ESC8-L40-01").text();
        assertThat(text)
                .contains("content: \"\"")
                .contains("hostname: \"CA1-ESC8-L40-01\"")
                .doesNotContain("{{");
    }

    @Test
    void a_file_of_ones_own_takes_its_place(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("own.yaml"), "#cloud-config\nown: " + PLACE);

        var own = CloudInit.from(Map.of("SPOT_CLOUD_INIT_FILE", file.toString())::get);

        assertThat(own.masked("CA1-L40-01")).isEqualTo("#cloud-config\nown: ***");
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
        var cloudInit = template(HEAD + "{{hostname}} {{ hostname }} {{  install_certificate_base64 }} { {x} }");

        assertThat(rendered(cloudInit, "$1\\x"))
                .isEqualTo(HEAD + "$1\\x $1\\x %s { {x} }".formatted(base64(CERTIFICATE.secret())));
    }

    @Test
    void a_preview_shows_everything_but_the_certificate() {
        var cloudInit = template(HEAD + "a {{hostname}} b %s c %s".formatted(PLACE, PLACE));

        assertThat(cloudInit.masked("CA1-L40-01")).isEqualTo(HEAD + "a CA1-L40-01 b *** c ***");
    }

    @Test
    void unknown_places_are_all_told_and_each_once() {
        assertThatThrownBy(() -> template("{{hostnme}} {{ certificate }} {{hostname}} {{hostnme}} {{}} " + PLACE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cloud-init template own.yaml has places for [hostnme, certificate, ]; known are"
                        + " hostname and install_certificate_base64.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\nhostname: a",
                "#!/bin/sh\n{{hostname}}",
                "#!/bin/sh\ninstall_certificate_base64",
                "#cloud-config\n# {{install_certificate_base64}}\nhostname: a",
                "#!/bin/sh\n  # {{install_certificate_base64}}"
            })
    void a_template_without_the_certificates_place_is_refused(String text) {
        assertThatThrownBy(() -> template(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The cloud-init template own.yaml has no place {{install_certificate_base64}} outside"
                        + " of comments: a VM started from it could not join RunPod.");
    }

    @Test
    void the_certificate_stands_once_in_what_comes_along() {
        var text = rendered(CloudInit.standard(), "CA1-L40-01");

        assertThat(text.split(Pattern.quote(base64(CERTIFICATE.secret())), -1)).hasSize(2);
    }

    /** Comments of copies of earlier templates name the places; copies stay good. */
    @Test
    void a_place_in_a_comment_stays_as_it_is() {
        var copy = template(
                "#cloud-config\n  # {{hostname}} and {{install_certificate_base64}} are filled in\na: " + PLACE);

        assertThat(rendered(copy, "CA1-L40-01"))
                .isEqualTo("#cloud-config\n  # {{hostname}} and {{install_certificate_base64}} are filled in\na: "
                        + base64(CERTIFICATE.secret()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    no header | hostname: a\\nc: PLACE | #cloud-config
                    a byte order mark | BOM#cloud-config\\nc: PLACE | byte order mark
                    a blank in the header | # cloud-config\\nc: PLACE | #cloud-config
                    a longer header | #cloud-config-is-this\\nc: PLACE | #cloud-config
                    an empty line first | \\n#cloud-config\\nc: PLACE | #cloud-config
                    tabs | #cloud-config\\nruncmd:\\n\\t- PLACE | not YAML
                    a wrong indent | #cloud-config\\nruncmd:\\n  - a\\n - PLACE | not YAML
                    a key too deep | #cloud-config\\nwrite_files:\\n  - path: /a\\n    content: PLACE\\n    runcmd: [b] | write_files
                    a key in a list | #cloud-config\\nruncmd:\\n  - echo PLACE\\n  - power_state:\\n      mode: reboot | runcmd
                    one file, no list | #cloud-config\\nwrite_files:\\n  path: /a\\n  content: PLACE | write_files
                    a number for rights | #cloud-config\\nwrite_files:\\n  - path: /a\\n    permissions: 0600\\n    content: PLACE | permissions
                    an unknown mode | #cloud-config\\nruncmd: [PLACE]\\npower_state: {mode: restart} | power_state
                    a power_state without a mode | #cloud-config\\nruncmd: [PLACE]\\npower_state: {delay: 2} | power_state
                    jinja | ## template: jinja\\n#cloud-config\\nruncmd: [PLACE] | jinja
                    an include | #include\\nhttps://example.org/PLACE | cannot be checked here
                    an archive | #cloud-config-archive\\n- PLACE | cannot be checked here
                    a certificate in a comment behind a value | #cloud-config\\nruncmd:\\n  - echo a # PLACE | in a comment only
                    a certificate in a value and in a comment | #cloud-config\\nruncmd:\\n  - echo PLACE # PLACE | in a comment, where
                    a text alone | #cloud-config\\nPLACE | no list of keys
                    lines of Windows in a script | #!/bin/sh\\r\\necho PLACE\\r\\n | Windows
                    """, delimiter = '|')
    void what_cloud_init_would_ignore_is_refused_at_once(String what, String text, String words) {
        var template = text.translateEscapes().replace("BOM", "\uFEFF").replace("PLACE", PLACE);

        assertThatThrownBy(() -> template(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The cloud-init template own.yaml ")
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\r\nruncmd:\r\n  - echo PLACE\r\n",
                "#cloud-config\nunknown: {a: PLACE}\nruncmd:\n  - [echo, '1']\n  - echo",
                "#!/bin/sh\necho PLACE",
                "Content-Type: multipart/mixed; boundary=\"==B==\"\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/cloud-config\n\n#cloud-config\na: PLACE\n--==B==--\n"
            })
    void what_cloud_init_carries_out_is_taken(String text) {
        assertThat(template(text.replace("PLACE", PLACE)).masked("a")).contains("***");
    }

    @Test
    void what_nova_takes_as_base64_is_given_to_the_last_byte_and_no_more() {
        var fits = template(HEAD + PLACE + bytes(49_149 - 4 - HEAD.length()));
        var doesNotFit = template(HEAD + PLACE + bytes(49_150 - 4 - HEAD.length()));
        var threeBytes = new InstallCertificate("abc");

        var text = fits.render("CA1-L40-01", threeBytes).map(UserData::text).orElseThrow();

        assertThat(base64(text)).hasSizeBetween(65_535 - 3, 65_535);
        assertThat(doesNotFit.render("CA1-L40-01", threeBytes)).isEmpty();
    }

    @Test
    void a_template_that_is_too_large_without_a_certificate_is_refused_at_once() {
        var text = HEAD + PLACE + bytes(49_150 - "***".length() - HEAD.length());

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
