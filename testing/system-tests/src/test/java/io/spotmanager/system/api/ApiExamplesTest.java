package io.spotmanager.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spotmanager.audit.Json;
import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.CommandLine;
import io.spotmanager.system.harness.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The commands of docs/api-examples.md do what they say. */
@Timeout(180)
class ApiExamplesTest {
    private static final Path PAGE = Path.of("../../docs/api-examples.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|json)\\n(.*?)\\n```");
    private static final String MARK = "=== the next example ===";

    @Test
    void every_command_answers_with_the_members_that_are_shown() throws Exception {
        assumeTrue(Tools.has("bash") && Tools.has("curl"), "bash and curl are not installed");
        var blocks = BLOCK.matcher(Files.readString(PAGE)).results().toList();
        var commands = texts(blocks, "sh");
        var shown = texts(blocks, "json");
        assertThat(commands).hasSizeGreaterThan(5).hasSameSizeAs(shown);
        try (var installation =
                Installation.start(ApiExamplesTest.class, Brokers.best(), new Installation.Size(60, 1))) {
            installation.inventory();
            try (var operator = new CommandLine(installation.gateway().address(), "operator")) {
                await("the first snapshot")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> !operator.say("hosts", "--json")
                                .json()
                                .path("items")
                                .isEmpty());
            }

            var answers = answers(installation, commands);

            assertThat(answers).hasSameSizeAs(commands);
            for (var number = 0; number < commands.size(); number++) {
                var differences = new ArrayList<String>();
                compare("", Json.MAPPER.readTree(shown.get(number)), answers.get(number), differences);
                assertThat(differences)
                        .as("%s%n%s", commands.get(number), answers.get(number))
                        .isEmpty();
            }
        }
    }

    private static List<String> texts(List<MatchResult> blocks, String kind) {
        return blocks.stream()
                .filter(block -> block.group(1).equals(kind))
                .map(block -> block.group(2))
                .toList();
    }

    /** In one shell, so that what one example sets the next one has. */
    private static List<JsonNode> answers(Installation installation, List<String> commands) throws Exception {
        var script = "set -eu -o pipefail\n" + String.join("\necho; echo '%s'\n".formatted(MARK), commands);
        var shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        shell.environment().put("SPOT", installation.gateway().address().toString());
        shell.environment().put("SPOT_PASSWORD", Installation.PASSWORD);
        shell.environment().put("SPOT_ADMIN_PASSWORD", Installation.PASSWORD);
        var process = shell.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        var answers = new ArrayList<JsonNode>();
        for (var answer : output.split(Pattern.quote(MARK), -1)) {
            answers.add(Json.MAPPER.readTree(answer));
        }
        return answers;
    }

    private static void compare(String where, JsonNode shown, JsonNode answer, List<String> differences) {
        if (shown.getNodeType() != answer.getNodeType()) {
            differences.add("%s is %s, and %s is shown".formatted(where, answer.getNodeType(), shown.getNodeType()));
        } else if (shown.isObject()) {
            shown.propertyStream().forEach(member -> {
                if (answer.has(member.getKey())) {
                    compare(
                            where + "." + member.getKey(),
                            member.getValue(),
                            answer.path(member.getKey()),
                            differences);
                } else {
                    differences.add("%s lacks %s".formatted(where, member.getKey()));
                }
            });
        } else if (shown.isArray() && !shown.isEmpty()) {
            compare(where + "[]", shown.get(0), answer.isEmpty() ? Json.MAPPER.nullNode() : answer.get(0), differences);
        } else if (shown.isBoolean() && !shown.equals(answer)
                || where.endsWith("state") && shown.asString("").equals("SUCCEEDED") && !shown.equals(answer)) {
            differences.add("%s is %s, and %s is shown".formatted(where, answer, shown));
        }
    }
}
