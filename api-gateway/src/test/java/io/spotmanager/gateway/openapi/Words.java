package io.spotmanager.gateway.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** Words that mean the same wherever the API uses them, for what no comment in the code explains. */
final class Words {
    private final Properties words = new Properties();
    private final Set<String> unused = new TreeSet<>();

    Words() {
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream("words.properties")), StandardCharsets.UTF_8)) {
            words.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        unused.addAll(words.stringPropertyNames());
    }

    /** @param where a schema or an operation, whose own word for it goes before the common one */
    Optional<String> of(String where, String name) {
        return at(where + "." + name).or(() -> at(name));
    }

    Optional<String> at(String key) {
        unused.remove(key);
        return Optional.ofNullable(words.getProperty(key));
    }

    /** Those that nobody has asked for. */
    Set<String> unused() {
        return unused;
    }
}
