package io.spotmanager.clouds.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.clouds.fixture.Fuzz;
import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.vm.InstallCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A template of cloud-init is taken or refused with a sentence, whatever is in it. */
class MutatedTemplatesTest {
    private static final String MIME = """
            Content-Type: multipart/mixed; boundary="==1=="
            MIME-Version: 1.0

            --==1==
            Content-Type: text/cloud-config
            Content-Transfer-Encoding: 7bit

            #cloud-config
            hostname: {{hostname}}

            --==1==
            Content-Type: text/x-shellscript

            #!/bin/sh
            join {{install_certificate_base64}}

            --==1==--
            """;
    private static final String[] PIECES = {
        "{{hostname}}",
        "{{install_certificate_base64}}",
        "{{",
        "}}",
        "#cloud-config\n",
        "#!",
        "## template: jinja\n",
        "\n\n",
        "--==1==\n",
        "boundary=",
        "base64",
        "&a ",
        "*a",
        "<<: *a",
        "!!python/object:x ",
        "\t",
        "- ",
        ": ",
        "\u0000",
        "|\n"
    };

    @Test
    void every_template_is_taken_or_refused_with_a_sentence() {
        List<String> templates =
                List.of(standard(), MIME, "#!/bin/sh\necho {{install_certificate_base64}} | base64 -d\n");
        Fuzz.of(MutatedTemplatesTest.class, 1500).run(random -> {
            String template = Fuzz.mangled(templates.get(random.nextInt(templates.size())), random, PIECES);
            try {
                CloudInit taken = CloudInit.of(template, "of the test");
                assertThat(taken.masked("h")).doesNotContain("hush");
                assertThat(taken.render("h", new InstallCertificate("hush")).isPresent())
                        .isTrue();
            } catch (InvalidConfigurationException refused) {
                assertThat(refused.getMessage()).startsWith("The cloud-init template of the test ");
            }
        });
    }

    private static String standard() {
        try (InputStream text = Objects.requireNonNull(CloudInit.class.getResourceAsStream("runpod-host.yaml"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
