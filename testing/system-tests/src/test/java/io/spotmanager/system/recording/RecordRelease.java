package io.spotmanager.system.recording;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Part;
import io.spotmanager.system.harness.Release;
import io.spotmanager.system.message.ReadAlong;
import io.spotmanager.system.message.ReadMessage;
import io.spotmanager.workflow.messaging.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./spot record NAME [before]}: runs a release, catches operations in every open state, and writes down what it leaves. */
final class RecordRelease {
    /** How often a step is tried, so that the ways back come soon. */
    static final int ATTEMPTS = 3;

    private static final int HOSTS = 1000;
    private static final String STORAGE = "storage-net";
    private static final List<String> SETTINGS = List.of(
            "--SPOT_CLOUD_READ_MILLIS=1800000",
            "--spot.execution.attempts=" + ATTEMPTS,
            "--spot.execution.backoff.longest=300ms",
            "--spot.migration.late-effect-window=1s",
            "--spot.launch.late-effect-window=1s",
            // As the first recorded release calls the two.
            "--spot.migration.settle=1s",
            "--spot.launch.settle=1s",
            "--spot.launch.poll.first=200ms");

    private RecordRelease() {}

    /** @param arguments the name of the recording, and {@code before} if it is of the release before this one */
    public static void main(String[] arguments) throws IOException {
        var release = arguments.length > 1 && arguments[1].equals("before") ? Release.before() : Release.THIS;
        var recording = record(release, arguments[0]);
        recording.write(Recording.home().resolve(arguments[0]));
        recording
                .situations()
                .forEach(situation ->
                        System.out.printf("%-15s %-17s %s%n", situation.kind(), situation.state(), situation.what()));
        System.out.printf(
                "Recorded %d operations, %d rows and %d messages of schema %s in testing/recordings/%s.%n",
                recording.situations().size(),
                recording.rows().size(),
                recording.messages().size(),
                recording.about().schema(),
                arguments[0]);
        // Calls are still waiting for their answers.
        System.exit(0);
    }

    private static Recording record(Release release, String name) throws IOException {
        try (var installation = Installation.of(
                release, RecordRelease.class, Brokers.best(), new Installation.Size(HOSTS, 0, 0, Duration.ZERO))) {
            installation.cloud().hurry();
            if (release.equals(Release.THIS)) {
                installation.inventory(); // gateways of earlier releases read servers and networks themselves
            }
            var settings = SETTINGS.toArray(String[]::new);
            installation.start(release, "migration-worker", "mover", settings).awaitReady();
            installation.start(release, "launch-worker", "launcher", settings).awaitReady();
            try (var messages = ReadAlong.at(installation.broker())) {
                var catching = new Catching(installation);
                var attachments = new RecordedAttachments(installation, catching);
                attachments.catchAll();
                var launches = new RecordedLaunches(installation, catching);
                launches.catchAll();
                var moves = new RecordedMoves(installation, catching);
                moves.catchAll();
                var needsOperator = moves.another();
                launches.turnBack();
                installation.workers().forEach(Part::kill);
                installation
                        .database()
                        .jdbc()
                        .sql("drop trigger stay on operation")
                        .update();
                moves.withoutWorkers(needsOperator);
                launches.withoutWorkers();
                attachments.withoutWorkers();
                return whatItLeft(installation, name, catching.situations(), messages);
            } finally {
                // They wait for answers, and would not end by themselves.
                installation.workers().stream().filter(Part::alive).forEach(Part::kill);
            }
        }
    }

    private static Recording whatItLeft(
            Installation installation, String name, List<Situation> situations, ReadAlong messages) {
        var jdbc = installation.database().jdbc();
        var operations = situations.stream().map(Situation::operation).collect(Collectors.toSet());
        return new Recording(
                new Recording.About(name, RecordedRows.schema(jdbc), HOSTS),
                situations,
                RecordedRows.read(jdbc, operations),
                firstOfEach(operations, messages.messages()),
                essential(installation.cloud().state()));
    }

    /** Returns the first command and the first event about each operation; the later ones look the same. */
    private static List<RecordedMessage> firstOfEach(Set<UUID> operations, List<ReadMessage> messages) {
        return operations.stream()
                .flatMap(operation -> Stream.of(Topology.COMMANDS, Topology.EVENTS)
                        .flatMap(exchange -> messages.stream()
                                .filter(message -> message.exchange().equals(exchange) && message.isAbout(operation))
                                .limit(1)))
                .distinct()
                .map(RecordedMessage::of)
                .toList();
    }

    /** Leaves out what a simulator with as many hosts has from its start. */
    private static JsonNode essential(JsonNode state) {
        var essential = ((ObjectNode) state).deepCopy();
        essential.remove("hosts");
        essential.remove("past_vms");
        ((ArrayNode) essential.path("ports"))
                .removeIf(port -> !port.path("network").asString().equals(STORAGE));
        return essential;
    }
}
