package io.spotmanager.clouds.launch;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a cloud-config as {@code cloud-init schema} does: it must be YAML with keys at its top, and fit cloud-init's own
 * JSON schema (schema-cloud-config-v1.json of cloud-init 22.4.2, which comes along; see NOTICE).
 */
final class CloudConfigSchema {
    private static final int MOST_COMPLAINTS = 3;
    private static final JsonMapper JSON = new JsonMapper();
    private static final Schema SCHEMA = read();

    private CloudConfigSchema() {}

    /** What a cloud-config contains. */
    sealed interface Parsed {}

    record Config(Map<?, ?> values) implements Parsed {}

    /** @param why as the second half of a sentence about the template */
    record Rejected(String why) implements Parsed {}

    static Parsed parse(String userData) {
        try {
            Object config = new Yaml(new SafeConstructor(new LoaderOptions())).load(userData);
            return switch (config) {
                case null -> new Rejected("sets nothing");
                case Map<?, ?> values -> checked(values);
                default -> new Rejected("is no list of keys with values");
            };
        } catch (YAMLException e) {
            return new Rejected(
                    "is not YAML: " + String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " "));
        }
    }

    private static Parsed checked(Map<?, ?> values) {
        var complaints = SCHEMA.validate(JSON.valueToTree(values)).stream()
                .map(CloudConfigSchema::words)
                .distinct()
                .toList();
        if (complaints.isEmpty()) {
            return new Config(values);
        }
        var more = complaints.size() - MOST_COMPLAINTS;
        return new Rejected("does not fit cloud-init's schema (check the indent and the types): "
                + String.join("; ", complaints.stream().limit(MOST_COMPLAINTS).toList())
                + (more > 0 ? "; and %d more".formatted(more) : ""));
    }

    private static String words(Error error) {
        return "%s: %s".formatted(error.getInstanceLocation(), error.getMessage());
    }

    /** Returns every text among the values, at any depth. */
    static Stream<String> texts(Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case byte[] bytes -> Stream.of(new String(bytes, StandardCharsets.UTF_8));
            case Map<?, ?> map -> map.values().stream().filter(Objects::nonNull).flatMap(CloudConfigSchema::texts);
            case List<?> list -> list.stream().filter(Objects::nonNull).flatMap(CloudConfigSchema::texts);
            default -> Stream.of();
        };
    }

    private static Schema read() {
        try (InputStream text =
                Objects.requireNonNull(CloudConfigSchema.class.getResourceAsStream("schema-cloud-config-v1.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
