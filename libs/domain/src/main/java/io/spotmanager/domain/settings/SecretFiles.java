package io.spotmanager.domain.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets in files: {@code NAME_FILE} names the file with the value of the setting {@code NAME}. */
public final class SecretFiles {
    private static final String SUFFIX = "_FILE";

    private SecretFiles() {}

    /** Returns the name of the secret that a variable names the file of; empty if it is no such variable. */
    static Optional<String> secretOf(String variable) {
        if (!variable.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String name = variable.substring(0, variable.length() - SUFFIX.length());
        return KnownSettings.names()
                .filter(known -> known.secret() && known.is(name))
                .findFirst()
                .map(_ -> name);
    }

    /**
     * Returns the values of the secrets whose files the environment names; the files are read now. Line breaks at the end do not count.
     *
     * @param environment blank values count as not set
     * @throws InvalidConfigurationException with one text that names every file that cannot be used
     */
    public static Map<String, String> read(Map<String, String> environment) {
        Map<String, String> secrets = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        environment.forEach((variable, file) -> {
            if (!file.isBlank()) {
                secretOf(variable).ifPresent(name -> {
                    if (!environment.getOrDefault(name, "").isBlank()) {
                        mistakes.add("%s and %s are both set: remove one of them.".formatted(name, variable));
                    } else {
                        read(variable, file.strip(), mistakes).ifPresent(value -> secrets.put(name, value));
                    }
                });
            }
        });
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigurationException(String.join(" ", mistakes));
        }
        return secrets;
    }

    /** Returns the environment with these secrets in it. */
    public static Map<String, String> in(Map<String, String> environment) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(read(environment));
        return all;
    }

    private static Optional<String> read(String variable, String file, List<String> mistakes) {
        try {
            String value = Files.readString(Path.of(file)).replaceAll("[\\r\\n]+$", "");
            if (value.isBlank()) {
                mistakes.add("%s names %s, which is empty: write the secret into it.".formatted(variable, file));
                return Optional.empty();
            }
            return Optional.of(value);
        } catch (IOException | InvalidPathException e) {
            mistakes.add("%s names %s, which cannot be read (%s): correct or unset it."
                    .formatted(variable, file, e.getClass().getSimpleName()));
            return Optional.empty();
        }
    }
}
