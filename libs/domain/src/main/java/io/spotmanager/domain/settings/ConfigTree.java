package io.spotmanager.domain.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Settings in a folder with a file for each, as Spring reads them with {@code spring.config.import=configtree:FOLDER/}, for a part without
 * Spring.
 */
public final class ConfigTree {
    private static final String OPTIONAL = "optional:";
    private static final String KIND = "configtree:";

    private ConfigTree() {}

    /**
     * Returns the environment with the settings of the folders in {@code SPRING_CONFIG_IMPORT}; what is in the environment itself counts more.
     *
     * @throws InvalidConfigurationException if a folder that is not optional cannot be read
     */
    public static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String place : environment.getOrDefault("SPRING_CONFIG_IMPORT", "").split("[,;]")) {
            String named = place.strip();
            boolean optional = named.startsWith(OPTIONAL);
            String kind = optional ? named.substring(OPTIONAL.length()) : named;
            if (kind.startsWith(KIND)) {
                Path folder = Path.of(kind.substring(KIND.length()));
                if (!optional || Files.isDirectory(folder)) {
                    all.putAll(files(folder));
                }
            }
        }
        all.putAll(environment);
        return all;
    }

    private static Map<String, String> files(Path folder) {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                settings.put(
                        variable(file.getFileName().toString()),
                        Files.readString(file).replaceAll("[\\r\\n]+$", ""));
            }
        } catch (IOException e) {
            throw new InvalidConfigurationException(
                    "SPRING_CONFIG_IMPORT names the folder %s, which cannot be read (%s): correct or unset it."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
        return settings;
    }

    /** Returns the variable of {@code spring.datasource.password}, or of a name that is one already. */
    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }
}
