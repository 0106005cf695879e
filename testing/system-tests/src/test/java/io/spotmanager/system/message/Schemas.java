package io.spotmanager.system.message;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.spotmanager.audit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The schemas in {@code docs/asyncapi.yaml}, and that of CloudEvents. */
final class Schemas {
    private static final Path PAGE = Path.of("../../docs/asyncapi.yaml");
    private static final String ASYNC_API = "https://spot-manager.invalid/asyncapi.json";
    private static final String CLOUD_EVENT = "https://spot-manager.invalid/cloudevent.json";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(ASYNC_API, asyncApi(), CLOUD_EVENT, cloudEvent())));

    private static String asyncApi() {
        try {
            Object page = new Yaml().load(Files.readString(PAGE));
            return Json.MAPPER.writeValueAsString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cloudEvent() {
        try (var file = Schemas.class.getResourceAsStream("/cloudevent-1.0.schema.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the body of such a message; empty if nothing. */
    List<String> faultsOfPayload(String message, JsonNode payload) {
        return faults(ASYNC_API + "#/components/messages/%s/payload".formatted(message), payload);
    }

    /** What is wrong with the headers of such a message; empty if nothing. */
    List<String> faultsOfHeaders(String message, Map<String, String> headers) {
        return faults(
                ASYNC_API + "#/components/messages/%s/headers".formatted(message), Json.MAPPER.valueToTree(headers));
    }

    /** What is wrong with an event in the JSON format; empty if nothing. */
    List<String> faultsOfCloudEvent(JsonNode event) {
        return faults(CLOUD_EVENT, event);
    }

    private List<String> faults(String schema, JsonNode document) {
        Schema read = registry.getSchema(SchemaLocation.of(schema));
        return read
                .validate(document, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
