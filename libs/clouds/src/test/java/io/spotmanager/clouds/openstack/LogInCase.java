package io.spotmanager.clouds.openstack;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A configuration of {@code cases.yaml}.
 *
 * @param id its path at the services, and its folder
 * @param refused what our refusal names; null if we do not refuse
 * @param differs how we differ from openstacksdk on purpose; null if we do not
 */
record LogInCase(
        String id,
        String name,
        Map<String, String> env,
        Map<String, String> files,
        String compute,
        String network,
        String nova,
        @Nullable String refused,
        @Nullable String differs) {

    static List<LogInCase> all() {
        var stream = Objects.requireNonNull(LogInCase.class.getResourceAsStream("/log-in/cases.yaml"));
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            Map<String, List<Map<String, Object>>> file = new Yaml(new SafeConstructor(options)).load(reader);
            List<LogInCase> cases = new ArrayList<>();
            for (Map<String, Object> each : Objects.requireNonNull(file.get("cases"))) {
                cases.add(new LogInCase(
                        "c" + (cases.size() + 1),
                        text(each, "name", ""),
                        texts(each.get("env")),
                        texts(each.get("files")),
                        text(each, "compute", "/v2.1"),
                        text(each, "network", ""),
                        text(each, "nova", "usual"),
                        (String) each.get("refused"),
                        (String) each.get("differs")));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the files of this case and returns its variables.
     *
     * @param certificates a folder with those of {@link TestCertificates}
     */
    Map<String, String> prepare(Path folder, String url, Path certificates) {
        try {
            Files.createDirectories(folder.resolve("home"));
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(Objects.requireNonNull(path.getParent()));
                Files.writeString(
                        path,
                        filled(file.getValue(), folder, url)
                                .replace("$CERTIFICATE", Files.readString(certificates.resolve("client.pem")))
                                .replace("$KEY", Files.readString(certificates.resolve("client.key"))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> filled = new TreeMap<>();
        env.forEach((name, value) -> filled.put(name, filled(value, folder, url)));
        filled.put("HOME", folder.resolve("home").toString());
        return filled;
    }

    private static String filled(String text, Path folder, String url) {
        return text.replace("$URL", url).replace("$DIR", folder.toString());
    }

    private static String text(Map<String, Object> of, String key, String usual) {
        Object value = of.get(key);
        return value == null ? usual : value.toString();
    }

    private static Map<String, String> texts(@Nullable Object map) {
        Map<String, String> texts = new TreeMap<>();
        if (map instanceof Map<?, ?> given) {
            given.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    @Override
    public String toString() {
        return name;
    }
}
