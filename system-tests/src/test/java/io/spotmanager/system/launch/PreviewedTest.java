package io.spotmanager.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a preview shows is, call by call, what the simulated vendors then get. */
class PreviewedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BODY = Pattern.compile(" -d '((?:[^']|'\\\\'')*)'");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(\\S+)");

    @Test
    void a_launch_sends_what_its_preview_showed(@TempDir Path folder) throws IOException {
        // Short, as the simulator remembers the beginning of a body alone.
        var template =
                Files.writeString(folder.resolve("first-start"), "#!/bin/sh\n: {{install_certificate_base64}}\n");
        try (var house = Installation.startLaunching(
                PreviewedTest.class,
                Brokers.best(),
                new Installation.Size(60, 1),
                "--spot.launch.poll.first=200ms",
                "--SPOT_CLOUD_INIT_FILE=" + template)) {
            house.cloud().hurry();
            var host = house.cloud().fleet().launchHosts().getFirst();
            var preview = house.operator().previewLaunch(host);
            var launch = house.operator().launch(host, false);
            var ended = house.awaitEnd(launch, PATIENCE);
            assertThat(ended.state()).as(ended.story()).isEqualTo("SUCCEEDED");

            var calls = house.cloud().latestCalls();
            var vm = house.cloud().vendors().vms().stream()
                    .filter(each -> each.labels().contains("spot-operation-" + launch))
                    .findFirst()
                    .orElseThrow();
            var tail = launch.toString().substring(24);
            for (var step : List.of(
                    "register machine", "create VM", "wait until active", "attach firewall", "wait until registered")) {
                var command = command(preview, step)
                        .replace("spot-operation-$OPERATION", "spot-operation-" + launch)
                        .replace("$OPERATION", tail)
                        .replace("$VM_ID", Long.toString(vm.id()));
                assertThat(calls).as("%s: %s", step, command).anyMatch(call -> isThe(call, command));
            }
            var network = command(preview, "attach network").split(" ");
            assertThat(calls)
                    .anyMatch(call -> call.path("path").asString().endsWith(vm.serverId() + "/os-interface")
                            && call.path("body").asString().contains("\"" + network[network.length - 1] + "\""));
        }
    }

    private static String command(JsonNode preview, String step) {
        return preview.path("steps")
                .valueStream()
                .filter(each -> each.path("step").asString().equals(step))
                .map(each -> each.path("command").asString())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isThe(JsonNode call, String command) {
        var address = found(ADDRESS.matcher(command));
        return command.startsWith("curl -X %s ".formatted(call.path("method").asString()))
                && address.equals(call.path("path").asString())
                && bodyOf(command).equals(masked(call.path("body").asString()));
    }

    private static JsonNode bodyOf(String command) {
        var body = BODY.matcher(command);
        return JSON.readTree(body.find() ? body.group(1).replace("'\\''", "'") : "null");
    }

    private static JsonNode masked(String body) {
        JsonNode sent = JSON.readTree(body.isEmpty() ? "null" : body);
        return sent.has("user_data") ? ((ObjectNode) sent).put("user_data", "***") : sent;
    }

    private static String found(Matcher matcher) {
        return matcher.find() ? matcher.group(1) : "";
    }
}
