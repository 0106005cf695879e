package io.spotmanager.cli.gateway;

import io.spotmanager.cli.text.CommandFailure;
import io.spotmanager.cli.text.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code key = value} in each line; a line that begins with # is a comment. */
record ConfigFile(Path path, Map<String, String> values) {
    static final String ADDRESS = "address";
    static final String TOKEN = "token";
    static final String TOKEN_FILE = "token_file";
    static final String CA_FILE = "ca_file";
    private static final List<String> KEYS = List.of(ADDRESS, TOKEN, TOKEN_FILE, CA_FILE);

    /**
     * @param required whether somebody has named it, so that it must be there
     * @throws CommandFailure with the line that is not understood
     */
    static ConfigFile read(Path path, boolean required) {
        var values = new HashMap<String, String>();
        if (!required && !Files.exists(path)) {
            return new ConfigFile(path, values);
        }
        var number = 0;
        for (var line : text(path, "the configuration").lines().toList()) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            var cut = line.indexOf('=');
            var key = cut < 0 ? line.strip() : line.substring(0, cut).strip();
            if (cut < 0 || !KEYS.contains(key)) {
                throw CommandFailure.usage("%s, line %d: %s is no setting; known are %s%s"
                        .formatted(path, number, key, String.join(", ", KEYS), NearestName.hint(key, KEYS)));
            }
            values.put(key, line.substring(cut + 1).strip());
        }
        return new ConfigFile(path, values);
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** @param what it is, for a person */
    static String text(Path path, String what) {
        try {
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CommandFailure.usage("%s cannot be read from %s: %s."
                    .formatted(what, path, e.getClass().getSimpleName()));
        }
    }

    /** Returns a sentence if others than its owner can read the secret in that file; empty where files have no such rights. */
    static Optional<String> warning(Path path) {
        try {
            var rights = Files.getPosixFilePermissions(path);
            return rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ)
                    ? Optional.of("warning: other users can read the token in %s: chmod 600 %1$s".formatted(path))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
