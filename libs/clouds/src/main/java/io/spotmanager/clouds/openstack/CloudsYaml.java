package io.spotmanager.clouds.openstack;

import io.spotmanager.clouds.wire.WrongSettingsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads one cloud of {@code clouds.yaml} as if its keys were {@code OS_*} variables. Searches the same places as
 * openstacksdk.
 */
final class CloudsYaml {

    private CloudsYaml() {}

    /**
     * Returns the environment overlaid with the cloud that {@code OS_CLOUD} names, or the environment itself if it is
     * not set.
     *
     * <p>A value that the file lacks, such as a password, may come from a variable.
     *
     * @throws WrongSettingsException if the named cloud cannot be read
     */
    static Function<String, @Nullable String> over(Function<String, @Nullable String> environment) {
        String cloud = environment.apply("OS_CLOUD");
        if (cloud == null || cloud.isBlank()) {
            return environment;
        }
        Map<String, String> variables = entry(file(cloud, environment), cloud.strip());
        return name -> variables.containsKey(name) || variables.containsKey(twin(name))
                ? variables.get(name)
                : environment.apply(name);
    }

    /** A project or domain is given by name or by id. A value in the file hides the variable of the other form. */
    private static String twin(String name) {
        return name.endsWith("_NAME") ? name.replaceAll("NAME$", "ID") : name.replaceAll("_ID$", "_NAME");
    }

    private static Path file(String cloud, Function<String, @Nullable String> environment) {
        List<Path> places = Stream.of(
                        Optional.ofNullable(environment.apply("OS_CLIENT_CONFIG_FILE"))
                                .map(Path::of),
                        Optional.of(Path.of("clouds.yaml")),
                        Optional.ofNullable(environment.apply("HOME"))
                                .map(home -> Path.of(home, ".config", "openstack", "clouds.yaml")),
                        Optional.of(Path.of("/etc/openstack/clouds.yaml")))
                .flatMap(Optional::stream)
                .toList();
        return places.stream()
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() -> new WrongSettingsException(
                        "OS_CLOUD names " + cloud + ", but there is no readable clouds.yaml: put one into one of "
                                + places + " or unset OS_CLOUD."));
    }

    private static Map<String, String> entry(Path file, String cloud) {
        if (!(load(file) instanceof Map<?, ?> root)
                || !(root.get("clouds") instanceof Map<?, ?> clouds)
                || !(clouds.get(cloud) instanceof Map<?, ?> entry)) {
            throw new WrongSettingsException(
                    file + " holds no cloud named " + cloud + ": correct OS_CLOUD or add the cloud there.");
        }
        Map<String, String> variables = new HashMap<>();
        take(entry, variables);
        if (entry.get("auth") instanceof Map<?, ?> auth) {
            take(auth, variables);
        }
        return variables;
    }

    private static void take(Map<?, ?> keys, Map<String, String> variables) {
        keys.forEach((key, value) -> {
            if (value instanceof String || value instanceof Number) {
                variables.put("OS_" + String.valueOf(key).toUpperCase(Locale.ROOT), value.toString());
            }
        });
    }

    private static @Nullable Object load(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        } catch (IOException | YAMLException e) {
            // The parser's message quotes lines of the file, which contain passwords.
            throw new WrongSettingsException(file + " cannot be read as YAML ("
                    + e.getClass().getSimpleName() + "): correct it or unset OS_CLOUD.");
        }
    }
}
