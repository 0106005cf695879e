package io.spotmanager.clouds.launch;

import io.spotmanager.clouds.wire.WrongSettingsException;
import io.spotmanager.domain.vm.InstallCertificate;
import io.spotmanager.domain.vm.UserData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
 * What a VM does at its first start, as a template. {@code {{hostname}}} becomes the host's name and
 * {@code {{install_certificate_base64}}} the install certificate, encoded so that any text may stand in any template.
 */
public final class CloudInit {
    /** In bytes of text: Nova takes 65,535 characters of base64, of which each four stand for three bytes. */
    private static final int LARGEST = 65_535 / 4 * 3;

    private static final String SETTING = "SPOT_CLOUD_INIT_FILE";
    private static final String HOSTNAME = "hostname";
    private static final String CERTIFICATE = "install_certificate_base64";
    private static final String MASK = "***";
    private static final Pattern LINE = Pattern.compile("[^\\n]+");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private final String template;

    private CloudInit(String template) {
        this.template = template;
    }

    /**
     * The template in the file that {@code SPOT_CLOUD_INIT_FILE} names, else the one that comes along.
     *
     * @throws WrongSettingsException if it cannot be read, is too large, lacks the certificate's place or is nothing that
     *     cloud-init would carry out
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

    /** @param name for a complaint */
    static CloudInit of(String template, String name) {
        var unknown = PLACEHOLDER
                .matcher(template)
                .results()
                .map(found -> found.group(1))
                .filter(word -> !List.of(HOSTNAME, CERTIFICATE).contains(word))
                .distinct()
                .toList();
        if (!unknown.isEmpty()) {
            throw new WrongSettingsException("The cloud-init template %s has places for %s; known are %s and %s."
                    .formatted(name, unknown, HOSTNAME, CERTIFICATE));
        }
        var cloudInit = new CloudInit(template);
        FirstStartFormat.objection(cloudInit.filled("host", "certificate")).ifPresent(objection -> {
            throw new WrongSettingsException("The cloud-init template %s %s.".formatted(name, objection));
        });
        if (cloudInit.masked("").equals(cloudInit.filled("", "other"))) {
            throw new WrongSettingsException(
                    "The cloud-init template %s has no place {{%s}} outside of comments: a VM started from it could not join RunPod."
                            .formatted(name, CERTIFICATE));
        }
        if (tooLarge(cloudInit.masked(""))) {
            throw new WrongSettingsException(
                    "The cloud-init template %s must have at most %d bytes, which is what Nova takes."
                            .formatted(name, LARGEST));
        }
        return cloudInit;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongSettingsException(
                    "%s names %s, which cannot be read: %s".formatted(SETTING, file, e.getMessage()));
        }
    }

    /** For people's eyes: the certificate is left out. */
    public String masked(String hostname) {
        return filled(hostname, MASK);
    }

    /** Empty if the certificate makes it larger than a VM's first start may be. */
    public Optional<UserData> render(String hostname, InstallCertificate certificate) {
        var encoded = Base64.getEncoder().encodeToString(certificate.secret().getBytes(StandardCharsets.UTF_8));
        var text = filled(hostname, encoded);
        return tooLarge(text) ? Optional.empty() : Optional.of(new UserData(text));
    }

    /** Comments stay as they are: a certificate there would be of no use, and be seen once more. */
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
