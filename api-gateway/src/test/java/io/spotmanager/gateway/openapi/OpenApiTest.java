package io.spotmanager.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The description under docs says what the code says. */
@GatewayTest
@Import(DescriptionConfiguration.class)
@TestPropertySource(
        properties = {
            "springdoc.api-docs.enabled=true",
            "springdoc.api-docs.version=openapi_3_1",
            "springdoc.api-docs.path=/api/generated",
            "springdoc.paths-to-match=/api/**,/health/**",
            "springdoc.remove-broken-reference-definitions=false"
        })
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("../docs/openapi.json");
    private static final String WRITE =
            "./mvnw -pl api-gateway -am -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dspot.openapi.write=true package";

    /** Then the class path still holds the file as it was. */
    private static final boolean WRITES = Boolean.getBoolean("spot.openapi.write");

    private final Gateway gateway;
    private final Words words;

    OpenApiTest(Gateway gateway, @Autowired Words words) {
        this.gateway = gateway;
        this.words = words;
    }

    private JsonNode generated() {
        return gateway.viewer().get("/api/generated").is(200).json();
    }

    private static String text(JsonNode api) {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(api) + "\n";
    }

    @Test
    void the_file_under_docs_is_what_the_code_says() throws IOException {
        var fresh = text(generated());
        if (WRITES) {
            Files.writeString(CHECKED_IN, fresh);
        }

        assertThat(Files.readString(CHECKED_IN))
                .as("docs/openapi.json differs from what the code says. Write it anew, and look at the difference: "
                        + WRITE)
                .isEqualTo(fresh);
    }

    @Test
    void everything_is_explained_and_every_word_is_used() {
        var silent = new ArrayList<String>();
        var api = generated();
        api.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyStream().forEach(operation -> {
                    var name = operation.getValue().path("operationId").asString("");
                    for (var member : List.of("operationId", "summary", "description")) {
                        require(operation.getValue(), member, path.getKey() + " " + operation.getKey(), silent);
                    }
                    operation
                            .getValue()
                            .path("parameters")
                            .forEach(parameter -> require(
                                    parameter,
                                    "description",
                                    name + "." + parameter.path("name").asString(),
                                    silent));
                }));
        api.path("components")
                .path("schemas")
                .propertyStream()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .propertyStream()
                        .forEach(property -> require(
                                property.getValue(),
                                "description",
                                schema.getKey() + "." + property.getKey(),
                                silent)));

        assertThat(silent)
                .as("what neither a comment nor words.properties explains")
                .isEmpty();
        assertThat(words.unused()).as("words that nothing needs").isEmpty();
    }

    @Test
    void every_operation_has_a_name_of_its_own() {
        var names = generated().findValues("operationId").stream()
                .map(JsonNode::asString)
                .toList();

        assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        // A number behind a name is how two of one name are told apart; methods of generated clients would be called
        // so.
        assertThat(names).allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void every_success_has_a_type() {
        var untyped = new ArrayList<String>();
        generated()
                .path("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operation
                                .getValue()
                                .path("responses")
                                .propertyStream()
                                .filter(answer -> answer.getKey().startsWith("2"))
                                .filter(answer -> answer.getValue()
                                        .path("content")
                                        .valueStream()
                                        .anyMatch(content ->
                                                content.path("schema").isEmpty()))
                                .forEach(answer -> untyped.add(
                                        "%s %s %s".formatted(operation.getKey(), path.getKey(), answer.getKey())))));

        assertThat(untyped).isEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        var api = generated();

        assertThat(api.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                api.at(reference.asString().substring(1)).isObject())
                        .as(reference.asString())
                        .isTrue());
    }

    private static void require(JsonNode node, String member, String where, List<String> silent) {
        if (node.path(member).asString("").isBlank()) {
            silent.add(where + (member.equals("description") ? "" : ": " + member));
        }
    }

    @Test
    void the_gateway_hands_out_the_file_under_docs() throws IOException {
        assumeThat(WRITES).isFalse();

        assertThat(gateway.viewer().get("/api/openapi.json").is(200).json())
                .isEqualTo(Json.MAPPER.readTree(Files.readString(CHECKED_IN)));
    }
}
