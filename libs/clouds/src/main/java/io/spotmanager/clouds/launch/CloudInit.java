package io.spotmanager.clouds.launch;

import io.spotmanager.domain.settings.InvalidConfigurationException;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.UserData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The template of a VM's user data. {@code {{hostname}}} is replaced with the host's name and
 * {@code {{install_certificate_base64}}} with the install certificate, encoded so that it is valid in any template.
 */
public final class CloudInit {
    /** In bytes: Nova accepts 65,535 characters of base64, and four of them encode three bytes. */
    private static final int LARGEST = 65_535 / 4 * 3;

    private static final String SETTING = "SPOT_CLOUD_INIT_FILE";
    private static final String HOSTNAME = "hostname";
    private static final String CERTIFICATE = "install_certificate_base64";
    private static final String MASK = "***";

    /** Stands for a certificate in base64; found nowhere else. */
    private static final String SAMPLE = "c2FtcGxlLWNlcnRpZmljYXRl";

    private static final Pattern LINE = Pattern.compile("[^\\n]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private final String template;

    private CloudInit(String template) {
        this.template = template;
    }

    /**
     * Reads the template from the file in {@code SPOT_CLOUD_INIT_FILE}, else the built-in one.
     *
     * @throws InvalidConfigurationException if it cannot be read, is too large, lacks the placeholder of the certificate, or
     *     is not valid for cloud-init
     */
    public static CloudInit from(Function<String, @Nullable String> setting) {
        var file = setting.apply(SETTING);
        return file == null || file.isBlank() ? standard() : of(read(Path.of(file)), file);
    }

    static CloudInit standard() {
        try (InputStream text = Objects.requireNonNull(CloudInit.class.getResourceAsStream("runpod-host.yaml"))) {
            return of(new String(text.readAllBytes(), StandardCharsets.UTF_8), "the template that comes along");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param name for error messages */
    static CloudInit of(String template, String name) {
        var unknown = PLACEHOLDER
                .matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !List.of(HOSTNAME, CERTIFICATE).contains(word))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidConfigurationException("The cloud-init template %s has places for %s; known are %s and %s."
                    .formatted(name, unknown, HOSTNAME, CERTIFICATE));
        }
        var cloudInit = new CloudInit(template);
        FirstStartFormat.objection(cloudInit.filled("host", SAMPLE), SAMPLE, "{{%s}}".formatted(CERTIFICATE))
                .ifPresent(objection -> {
                    throw new InvalidConfigurationException(
                            "The cloud-init template %s %s.".formatted(name, objection));
                });
        if (tooLarge(cloudInit.masked(""))) {
            throw new InvalidConfigurationException(
                    "The cloud-init template %s must have at most %d bytes, which is what Nova takes."
                            .formatted(name, LARGEST));
        }
        return cloudInit;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException _) {
            throw new InvalidConfigurationException(
                    "%s names %s, which is not in UTF-8: save it as UTF-8 without a byte order mark"
                            .formatted(SETTING, file));
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "%s names %s, which cannot be read: %s".formatted(SETTING, file, e.getMessage()));
        }
    }

    /** Returns the user data for people, with the certificate masked. */
    public String masked(String hostname) {
        return filled(hostname, MASK);
    }

    /** Returns empty if the certificate makes the text too large for user data. */
    public Optional<UserData> render(String hostname, InstallCertificate certificate) {
        var encoded = Base64.getEncoder().encodeToString(certificate.secret().getBytes(StandardCharsets.UTF_8));
        var text = filled(hostname, encoded);
        return tooLarge(text) ? Optional.empty() : Optional.of(new UserData(text));
    }

    /** Returns the user data of a VM on which a person puts the certificate: the place of it is empty. */
    public UserData withoutCertificate(String hostname) {
        return new UserData(filled(hostname, ""));
    }

    /** Comments are not filled in: a certificate there has no use and would be another copy of a secret. */
    private String filled(String hostname, String certificate) {
        return LINE.matcher(template)
                .replaceAll(line -> Matcher.quoteReplacement(
                        line.group().stripLeading().startsWith("#")
                                ? line.group()
                                : filled(line.group(), hostname, certificate)));
    }

    private static String filled(String line, String hostname, String certificate) {
        return PLACEHOLDER
                .matcher(line)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1).equals(HOSTNAME) ? hostname : certificate));
    }

    private static boolean tooLarge(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length > LARGEST;
    }
}
