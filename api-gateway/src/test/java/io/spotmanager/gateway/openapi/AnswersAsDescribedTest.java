package io.spotmanager.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Gateway;
import io.spotmanager.gateway.fixture.GatewayTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the gateway answers has the fields that the description names, and no others. */
@GatewayTest
class AnswersAsDescribedTest {
    private static final List<String> READS = """
            /api/me
            /api/snapshot
            /api/gpu-types
            /api/aggregates/{gpuType}
            /api/aggregates/{gpuType}/{pool}
            /api/contract-aggregates/{gpuType}
            /api/contracts
            /api/out-of-stock
            /api/host-vms/{host}
            /api/search?q=CA1
            /api/move-verdicts?host={host}
            /api/get-target-aggregate?host={host}&target_type=ondemand
            /api/operations
            /api/operations/{id}
            /api/operations/{id}/events
            /api/command-log
            /api/analytics
            /api/capacity
            /api/inventory-check
            /api/system
            /api/aggregates/outofstock
            /api/workflows
            /api/hyperstack/regions
            /api/hyperstack/images?region=CANADA-1
            /api/openstack/network/show?name=storage-net
            /api/tokens
            /api/audit/verification
            /health
            /health/ready""".lines().toList();

    private final Gateway gateway;
    private final JsonNode api;

    AnswersAsDescribedTest(Gateway gateway) throws IOException {
        this.gateway = gateway;
        this.api = Json.MAPPER.readTree(Files.readString(Path.of("../docs/openapi.json")));
    }

    @Test
    void reads_answer_as_described() {
        gateway.readsTheCloud();
        var move = gateway.acceptedMoveOf(gateway.cloud().emptyHostOf("L40-n3-spot"));
        gateway.admin()
                .post("/api/tokens", "{\"name\": \"ci\", \"role\": \"viewer\"}")
                .is(201);
        var values =
                Map.of("{gpuType}", "L40", "{pool}", "L40-n3", "{host}", hostWithServers(), "{id}", move.toString());

        assertThat(READS.stream().flatMap(path -> differences(path, values))).isEmpty();
    }

    private String hostWithServers() {
        return gateway.jdbc()
                .sql(
                        "select h.name from host h join vm on vm.host = h.name where h.gpu_type = 'L40' order by 1 limit 1")
                .query(String.class)
                .single();
    }

    private Stream<String> differences(String path, Map<String, String> values) {
        var filled = path;
        for (var value : values.entrySet()) {
            filled = filled.replace(value.getKey(), value.getValue());
        }
        var schema = api.at("/paths/%s/get/responses/200/content/application~1json/schema"
                .formatted(path.replaceAll("\\?.*", "").replace("/", "~1")));
        return differences(schema, gateway.admin().get(filled).is(200).json(), path);
    }

    private Stream<String> differences(JsonNode declared, JsonNode value, String where) {
        var schema =
                declared.has("$ref") ? api.at(declared.path("$ref").asString().substring(1)) : declared;
        if (schema.isMissingNode()) {
            return Stream.of(where + " is not described");
        }
        if (schema.path("type").asString("").equals("array")) {
            return value.valueStream().flatMap(item -> differences(schema.path("items"), item, where + "[]"));
        }
        if (schema.path("additionalProperties").isObject()) {
            return value.valueStream()
                    .flatMap(item -> differences(schema.path("additionalProperties"), item, where + ".*"));
        }
        if (!schema.has("properties")) {
            return Stream.of(where + " is no " + schema.path("type").asString("?"))
                    .filter(_ -> !fits(schema, value));
        }
        var missing = schema.path("required")
                .valueStream()
                .map(JsonNode::asString)
                .filter(name -> !value.has(name))
                .map(name -> where + " lacks " + name);
        var others = value.propertyStream()
                .flatMap(member -> differences(
                        described(schema, member.getKey()), member.getValue(), where + "." + member.getKey()));
        return Stream.concat(missing, others).distinct();
    }

    private static JsonNode described(JsonNode schema, String member) {
        var twin = schema.path("patternProperties").path("^%s$".formatted(member));
        return twin.isMissingNode() ? schema.path("properties").path(member) : twin;
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asString("")) {
            case "string" -> value.isString() && isOneOf(schema.path("enum"), value.asString());
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "object" -> value.isContainer();
            default -> false;
        };
    }

    private static boolean isOneOf(JsonNode values, String value) {
        return values.isMissingNode()
                || values.valueStream().map(JsonNode::asString).anyMatch(value::equals);
    }
}
