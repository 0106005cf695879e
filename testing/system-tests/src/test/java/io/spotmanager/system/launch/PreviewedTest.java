package io.spotmanager.system.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.VendorView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A preview shows the same steps and calls that the workers then make. */
class PreviewedTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern BODY = Pattern.compile(" -d '((?:[^']|'\\\\'')*)'");
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+(\\S+)");
    private static final Pattern CHANGE = Pattern.compile(
            "curl -X (POST|DELETE|PUT) .*|openstack (server|aggregate) (add|remove) .*", Pattern.DOTALL);

    @Test
    void a_launch_does_what_its_preview_showed(@TempDir Path folder) throws IOException {
        // Short, because the simulator keeps only the beginning of a body.
        var template =
                Files.writeString(folder.resolve("first-start"), "#!/bin/sh\n: {{install_certificate_base64}}\n");
        try (var installation = Installation.startLaunching(
                PreviewedTest.class,
                Brokers.best(),
                new Installation.Size(60, 1),
                "--spot.launch.poll.first=200ms",
                "--SPOT_CLOUD_INIT_FILE=" + template)) {
            installation.inventory("--SPOT_CLOUD_INIT_FILE=" + template);
            installation.cloud().hurry();
            var host = installation.cloud().fleet().launchHosts().getFirst();
            var preview = installation.operator().previewLaunch(host);
            var launch = installation.operator().launch(host, false);
            var ended = installation.awaitEnd(launch, MAX_WAIT);
            assertThat(ended.state()).as(ended.story()).isEqualTo("SUCCEEDED");

            var vm = vmOf(launch, installation.cloud().vendors());
            var shown = preview.path("steps")
                    .valueStream()
                    .map(step -> new Shown(
                            step.path("step").asString(),
                            filled(step.path("command").asString(), launch, vm)))
                    .toList();
            eachStepMakesItsCall(shown, ended);
            noOtherChangeIsMade(shown.stream().map(Shown::command).toList(), ended);

            var calls = installation.cloud().latestCalls();
            assertThat(shown)
                    .filteredOn(step -> step.command().startsWith("curl "))
                    .hasSize(5)
                    .allSatisfy(step -> assertThat(calls).anyMatch(call -> isThe(call, step.command())));
            var network = shown.get(4).command().split(" ");
            assertThat(calls)
                    .anyMatch(call -> call.path("path").asString().endsWith(vm.serverId() + "/os-interface")
                            && call.path("body").asString().contains("\"" + network[network.length - 1] + "\""));
        }
    }

    @Test
    void a_move_does_what_its_preview_showed() {
        try (var installation = Installation.start(PreviewedTest.class, Brokers.best(), new Installation.Size(60, 1))) {
            var fleet = installation.cloud().fleet();
            var move = fleet.spotMoves().getFirst();
            installation.inventory();
            await().atMost(MAX_WAIT).until(() -> !previewed(installation, move).isEmpty());
            var shown = previewed(installation, move);
            var ended = installation.awaitEnd(installation.operator().move(move), MAX_WAIT);
            assertThat(ended.state()).as(ended.story()).isEqualTo("SUCCEEDED");

            noOtherChangeIsMade(shown, ended);
            assertThat(installation.cloud().latestCalls())
                    .filteredOn(call -> call.path("path").asString().contains("/os-aggregates/")
                            && call.path("method").asString().equals("POST"))
                    .extracting(call -> call.path("path").asString().replaceAll(".*/os-aggregates", "") + " "
                            + JSON.readTree(call.path("body").asString()))
                    .containsExactly(
                            "/%d/action {\"remove_host\":{\"host\":\"%s\"}}"
                                    .formatted(
                                            fleet.aggregate(move.sourceAggregate())
                                                    .id(),
                                            move.host()),
                            "/%d/action {\"add_host\":{\"host\":\"%s\"}}"
                                    .formatted(
                                            fleet.aggregate(move.targetAggregate())
                                                    .id(),
                                            move.host()));
        }
    }

    /** Empty until the fleet was read for the first time. */
    private static List<String> previewed(Installation installation, Move move) {
        return installation
                .operator()
                .previewMove(move)
                .path("commands")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** A step of a preview, with what the launch alone knew. */
    private record Shown(String step, String command) {}

    private static void eachStepMakesItsCall(List<Shown> shown, OperationView ended) {
        assertThat(shown.stream().map(Shown::step))
                .as(ended.story())
                .containsExactlyElementsOf(ended.steps().stream()
                        .map(OperationView.Entry::step)
                        .flatMap(Stream::ofNullable)
                        .filter(step -> !step.equals("validate"))
                        .distinct()
                        .toList());
        for (var each : shown) {
            assertThat(ended.commandsOf(each.step())).as(each.step()).contains(each.command());
        }
    }

    /** Whatever only reads is shown once for each step; of changes there are those that were shown, in that order. */
    private static void noOtherChangeIsMade(List<String> shown, OperationView ended) {
        var changes = shown.stream().filter(PreviewedTest::changes).toList();
        assertThat(changes).isNotEmpty();
        assertThat(ended.commands().stream().filter(PreviewedTest::changes))
                .as(ended.story())
                .containsExactlyElementsOf(changes);
    }

    /** GraphQL reads are POSTs as well. */
    private static boolean changes(String command) {
        return CHANGE.matcher(command).matches() && !command.contains("{\"query\":\"query ");
    }

    private static VendorView.Vm vmOf(UUID launch, VendorView vendors) {
        return vendors.vms().stream()
                .filter(each -> each.labels().contains("spot-operation-" + launch))
                .findFirst()
                .orElseThrow();
    }

    private static String filled(String command, UUID launch, VendorView.Vm vm) {
        return command.replace("spot-operation-$OPERATION", "spot-operation-" + launch)
                .replace("$OPERATION", launch.toString().substring(24))
                .replace("$VM_ID", Long.toString(vm.id()))
                .replace("$SERVER_ID", Objects.requireNonNull(vm.serverId()));
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
