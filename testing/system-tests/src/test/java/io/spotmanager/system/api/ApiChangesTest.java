package io.spotmanager.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.audit.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the release before goes on working. */
class ApiChangesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final String DESCRIPTION = "docs/openapi.json";

    /**
     * Beginnings of what was broken on purpose since the release in testing/release-before; each is in CHANGELOG.md. With the next release
     * this list is empty again.
     */
    private static final List<String> ANNOUNCED = List.of(
            // with ?summary_only=true, or for a column of the former tool
            "GET /api/aggregates/{gpuType} answer may lack pools",
            "GET /api/aggregates/{gpuType}/{pool} answer may lack pool",
            // where a verification takes long there may be no result yet; the latest one is a member of its own
            "GET /api/audit/verification answer has no ",
            "GET /api/audit/verification answer may lack ",
            // for all regions
            "GET /api/hyperstack/images answer may lack region",
            // where it waits for a second person, or begins at a time
            "POST /api/execute-migration answer may lack id",
            "POST /api/execute-runpod-launch answer may lack id",
            // described as the answer to every command
            "POST /api/openstack/server/add-network answer may lack id",
            // it takes more words
            "POST /api/execute-migration body.operation has another pattern",
            "POST /api/preview-migration body.operation has another pattern");

    @Test
    void nothing_of_the_release_before_is_broken_that_was_not_announced() throws Exception {
        var release = Files.readString(ROOT.resolve("testing/release-before")).strip();
        var before = git("show", release + ":" + DESCRIPTION);
        assumeTrue(!before.isEmpty(), "this clone lacks the commit in testing/release-before");

        var broken = ApiChanges.breaking(Json.MAPPER.readTree(before), today()).stream()
                .filter(change -> ANNOUNCED.stream().noneMatch(change::startsWith))
                .toList();

        assertThat(broken)
                .as(
                        "mend it, or support the old way beside the new one; what has to break is announced in CHANGELOG.md and here")
                .isEmpty();
    }

    @Test
    void what_is_announced_is_broken() throws Exception {
        var release = Files.readString(ROOT.resolve("testing/release-before")).strip();
        var before = git("show", release + ":" + DESCRIPTION);
        assumeTrue(!before.isEmpty(), "this clone lacks the commit in testing/release-before");
        var broken = ApiChanges.breaking(Json.MAPPER.readTree(before), today());

        assertThat(ANNOUNCED).allSatisfy(one -> assertThat(broken).anyMatch(change -> change.startsWith(one)));
    }

    private static JsonNode today() throws IOException {
        return Json.MAPPER.readTree(Files.readString(ROOT.resolve(DESCRIPTION)));
    }

    private static String git(String... words) throws Exception {
        var command = Stream.concat(Stream.of("git"), Stream.of(words)).toList();
        var process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? text : "";
    }

    private static Arguments change(String expected, Consumer<JsonNode> change) {
        return Arguments.of(expected, change);
    }

    private static ObjectNode schema(JsonNode api, String name) {
        return (ObjectNode) api.at("/components/schemas/" + name);
    }

    private static ObjectNode member(JsonNode api, String schema, String name) {
        return (ObjectNode) schema(api, schema).path("properties").path(name);
    }

    private static ArrayNode required(JsonNode api, String schema) {
        return (ArrayNode) schema(api, schema).path("required");
    }

    private static void remove(ArrayNode array, String text) {
        for (var index = 0; index < array.size(); index++) {
            if (array.get(index).asString("").equals(text)) {
                array.remove(index);
            }
        }
    }

    static Stream<Arguments> breaking() {
        return Stream.of(
                change("GET /api/me is gone", api -> ((ObjectNode) api.path("paths")).remove("/api/me")),
                change(
                        "POST /api/plans is gone",
                        api -> ((ObjectNode) api.path("paths").path("/api/plans")).remove("post")),
                change(
                        "GET /api/operations/{id} answer has no cause any more",
                        api -> ((ObjectNode) schema(api, "Operation").path("properties")).remove("cause")),
                change(
                        "GET /api/operations/{id} answer may lack state",
                        api -> remove(required(api, "Operation"), "state")),
                change(
                        "GET /api/operations/{id} answer.state was [string] and is [integer]",
                        api -> member(api, "Operation", "state").put("type", "integer")),
                change(
                        "POST /api/execute-migration body demands reason",
                        api -> required(api, "MigrationBody").add("reason")),
                change(
                        "POST /api/execute-migration body has no batch_id any more",
                        api -> ((ObjectNode) schema(api, "MigrationBody").path("properties")).remove("batch_id")),
                change(
                        "POST /api/execute-migration body.if_refused takes only [ask]",
                        api -> remove(
                                (ArrayNode) member(api, "MigrationBody", "if_refused")
                                        .path("enum"),
                                "end")),
                change(
                        "POST /api/execute-migration body.batch_id takes only [x]",
                        api -> member(api, "MigrationBody", "batch_id")
                                .putArray("enum")
                                .add("x")),
                change(
                        "POST /api/execute-migration body.source_aggregate has a lower maxLength",
                        api -> member(api, "MigrationBody", "source_aggregate").put("maxLength", 5)),
                change(
                        "GET /api/operations takes no query host any more",
                        api -> ((ArrayNode) api.at("/paths/~1api~1operations/get/parameters"))
                                .removeIf(one -> one.path("name").asString("").equals("host"))),
                change(
                        "GET /api/operations demands query page",
                        api -> ((ArrayNode) api.at("/paths/~1api~1operations/get/parameters"))
                                .addObject()
                                .put("name", "page")
                                .put("in", "query")
                                .put("required", true)),
                change(
                        "GET /api/operations.csv answer is no text/csv any more",
                        api -> ((ObjectNode) api.at("/paths/~1api~1operations.csv/get/responses/200/content"))
                                .remove("text/csv")),
                change(
                        "POST /api/plans does not answer 201 any more",
                        api -> ((ObjectNode) api.at("/paths/~1api~1plans/post/responses")).remove("201")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void breaking(String expected, Consumer<JsonNode> change) throws IOException {
        var after = today();
        change.accept(after);

        assertThat(ApiChanges.breaking(today(), after)).contains(expected);
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                change("nothing", _ -> {}),
                change(
                        "a member more in an answer",
                        api -> ((ObjectNode) schema(api, "Operation").path("properties"))
                                .putObject("mood")
                                .put("type", "string")),
                change(
                        "a member more that a request may have",
                        api -> ((ObjectNode) schema(api, "MigrationBody").path("properties"))
                                .putObject("mood")
                                .put("type", "string")),
                change(
                        "a member that a request need not have any more",
                        api -> remove(required(api, "LaunchBody"), "image_name")),
                change(
                        "a member that an answer always has",
                        api -> required(api, "Operation").add("reason")),
                change(
                        "a value more in an answer",
                        api -> ((ArrayNode) member(api, "Plan", "state").path("enum")).add("RESTING")),
                change(
                        "a parameter more that may be left out",
                        api -> ((ArrayNode) api.at("/paths/~1api~1operations/get/parameters"))
                                .addObject()
                                .put("name", "page")
                                .put("in", "query")),
                change(
                        "a new way",
                        api -> ((ObjectNode) api.path("paths"))
                                .putObject("/api/moods")
                                .putObject("get")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void harmless(String what, Consumer<JsonNode> change) throws IOException {
        var after = today();
        change.accept(after);

        assertThat(ApiChanges.breaking(today(), after)).as(what).isEmpty();
    }
}
