package io.spotmanager.system.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.spotmanager.system.harness.Brokers;
import io.spotmanager.system.harness.Database;
import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.OperationView;
import io.spotmanager.system.harness.Release;
import io.spotmanager.system.harness.Services;
import io.spotmanager.system.harness.VendorView;
import io.spotmanager.system.message.ReadAlong;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What earlier releases left in the database and at the broker is ended by this one. */
class RecordedReleasesTest {
    private static final Duration MAX_WAIT = Duration.ofSeconds(90);
    private static final String LABEL = "spot-operation-";

    static Stream<Path> folders() {
        return Recording.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void every_operation_of_a_recorded_release_ends_or_stands_in_front_of_a_person(Path folder) throws Exception {
        var recording = Recording.read(folder);
        var database = Database.startEmpty();
        RecordedRows.load(recording, database.dataSource());
        try (var installation = Installation.start(
                        RecordedReleasesTest.class,
                        new Services(database, Brokers.best()),
                        new Installation.Size(recording.about().hosts(), 0));
                var broker = ReadAlong.at(installation.broker())) {
            installation.cloud().restore(recording.cloud());
            installation.cloud().hurry();
            var causes = causes(installation, recording);
            recording.readMessages().forEach(broker::send);
            installation.start(Release.THIS, "migration-worker", "mover", "--spot.migration.late-effect-window=1s");
            installation.start(
                    Release.THIS,
                    "launch-worker",
                    "launcher",
                    "--spot.launch.late-effect-window=1s",
                    "--spot.launch.poll.first=200ms");
            installation.workers().forEach(worker -> worker.awaitReady());

            await("every operation has ended, or stays")
                    .atMost(MAX_WAIT)
                    .pollInterval(Duration.ofMillis(250))
                    .untilAsserted(() -> requireEnds(installation, recording, causes));
            requireTruth(installation, recording);
            installation.requireWholeHistory();
            assertThat(broker.deadLetter())
                    .as("a message that nobody could read")
                    .isNull();
            await("no command is left")
                    .atMost(MAX_WAIT)
                    .until(() -> installation
                            .database()
                            .jdbc()
                            .sql("select count(*) from outbox")
                            .query(Long.class)
                            .single()
                            .equals(0L));
        }
    }

    private static Map<Situation, String> causes(Installation installation, Recording recording) {
        return recording.situations().stream()
                .filter(Situation::stays)
                .collect(Collectors.toMap(
                        situation -> situation,
                        situation -> String.valueOf(installation
                                .operator()
                                .operation(situation.operation())
                                .cause())));
    }

    private static void requireEnds(Installation installation, Recording recording, Map<Situation, String> causes) {
        var softly = new SoftAssertions();
        for (var situation : recording.situations()) {
            var now = installation.operator().operation(situation.operation());
            softly.assertThat(now.state()).as("%s%s", situation, now.story()).isIn(situation.ends());
            if (now.waitsForOperator()) {
                softly.assertThat(now.cause()).as("%s", situation).isNotBlank();
            }
            if (causes.containsKey(situation)) {
                softly.assertThat(now.cause()).as("%s", situation).isNotBlank().isEqualTo(causes.get(situation));
            }
        }
        softly.assertAll();
    }

    private static void requireTruth(Installation installation, Recording recording) {
        var fleet = installation.cloud().fleet();
        var vendors = installation.cloud().vendors();
        var softly = new SoftAssertions();
        for (var situation : recording.situations()) {
            var operation = installation.operator().operation(situation.operation());
            switch (situation.kind()) {
                case "migration" ->
                    softly.assertThat(fleet.host(operation.host()).aggregates())
                            .as("%s", situation)
                            .isEqualTo(poolsAfter(
                                    installation,
                                    operation,
                                    fleet.host(operation.host()).aggregates()));
                case "launch" -> requireVms(softly, vendors, operation);
                default -> {}
            }
        }
        softly.assertThat(vendors.vms()).extracting(VendorView.Vm::name).doesNotHaveDuplicates();
        softly.assertAll();
    }

    private static List<String> poolsAfter(Installation installation, OperationView operation, List<String> found) {
        var request =
                installation.operator().get("/api/operations/" + operation.id()).path("request");
        return switch (operation.state()) {
            case "SUCCEEDED" -> List.of(request.path("target_aggregate").asString());
            case "ROLLED_BACK", "CANCELLED" ->
                List.of(request.path("source_aggregate").asString());
            default -> found;
        };
    }

    private static void requireVms(SoftAssertions softly, VendorView vendors, OperationView operation) {
        var vms = vendors.vms().stream()
                .filter(vm -> vm.labels().contains(LABEL + operation.id()))
                .toList();
        switch (operation.state()) {
            case "SUCCEEDED" -> {
                softly.assertThat(vms).as("VMs of %s", operation.id()).hasSize(1);
                softly.assertThat(vms).allSatisfy(vm -> {
                    assertThat(vm.host()).isEqualTo(operation.host());
                    assertThat(vendors.firewalls())
                            .anyMatch(firewall -> firewall.vms().contains(vm.id()));
                    assertThat(vendors.ports().stream()
                                    .filter(port -> port.serverId().equals(vm.serverId())
                                            && port.network().equals("storage-net")))
                            .hasSize(1);
                });
            }
            case "ROLLED_BACK" ->
                softly.assertThat(vms).as("VMs of %s", operation.id()).isEmpty();
            default -> {}
        }
    }

    @Test
    void a_recording_has_every_open_state_of_every_workflow_of_its_release() {
        assertThat(folders()).isNotEmpty().allSatisfy(folder -> {
            var recording = Recording.read(folder);
            assertThat(recording.openStates()).hasSizeGreaterThanOrEqualTo(3);
            recording
                    .openStates()
                    .forEach((kind, states) -> assertThat(recording.situations())
                            .filteredOn(situation -> situation.kind().equals(kind))
                            .extracting(Situation::state)
                            .as("%s in %s", kind, folder.getFileName())
                            .containsAll(states));
        });
    }
}
