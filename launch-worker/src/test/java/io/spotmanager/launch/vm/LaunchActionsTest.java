package io.spotmanager.launch.vm;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Before an operator presses a button it says what it will do to the VM and the machine, and then it does that. */
class LaunchActionsTest {
    private static WorkflowTestEnvironment stage;

    @BeforeAll
    static void open() {
        stage = new WorkflowTestEnvironment(LaunchTable.WORKFLOW);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    static Stream<Arguments> situations() {
        return LaunchTable.TABLE.rows().stream()
                .flatMap(row -> Stream.<Map<String, ?>>of(
                                Map.of(),
                                Map.of("machine_id", "m-1"),
                                Map.of("machine_id", "m-1", "vm_id", 42),
                                Map.of("machine_id", "m-1", "vm_id", 42, "vm_gone", true))
                        .map(facts -> Arguments.of(row, facts)));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void every_action_of_every_state_says_what_it_does_and_one_is_recommended(Row row, Map<String, ?> facts) {
        var request = new LaunchRequest(World.HOST, World.IMAGE, null, false);
        var effects = new LaunchActions()
                .effects(new Situation(row, Json.MAPPER.valueToTree(request), Json.MAPPER.valueToTree(facts)));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.caption()).isNotBlank().doesNotEndWith(".").doesNotContain("null");
            assertThat(effect.effect()).endsWith(".").doesNotContain("null");
            assertThat(effect.end()).isNotBlank();
            assertThat(effect.calls()).isNotNull();
            assertThat(effect.reason() != null).isEqualTo(effect.recommended());
        });
        assertThat(effects.stream().map(ActionEffect::caption)).doesNotHaveDuplicates();
        assertThat(effects.stream()
                        .map(effect -> row.exits().get(Signal.valueOf(effect.action())))
                        .collect(toSet()))
                .isEqualTo(row.actions().stream().map(row.exits()::get).collect(toSet()))
                .hasSameSizeAs(effects);
        assertThat(effects.stream().filter(ActionEffect::recommended))
                .hasSize(row.actions().isEmpty() ? 0 : 1);
    }

    /** Every state that offers actions, and each of them. */
    static Stream<Arguments> statesAndActions() {
        return LaunchTable.TABLE.rows().stream()
                .filter(row -> !row.state().equals(LaunchState.REQUESTED.name())) // nothing is made there
                .flatMap(row -> row.actions().stream().map(action -> Arguments.of(row.state(), action)));
    }

    private static String verb(String call) {
        return call.substring(0, call.indexOf(' '));
    }

    private static OperationScenario in(LaunchScene scene, LaunchState state) {
        return switch (state) {
            case KEPT -> scene.kept();
            case MACHINE_LEFT -> scene.machineLeft();
            case NEEDS_OPERATOR -> scene.beforeAPerson();
            case ADOPTING -> scene.stuckInAdopting();
            default -> scene.stuckIn(state);
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("statesAndActions")
    void what_is_asked_for_is_what_happens(LaunchState state, Signal action) {
        var scene = new LaunchScene(stage);
        var launch = in(scene, state);
        var caption = launch.caption(action);
        scene.allIsWellAgain();
        var vms = scene.world().vmIds();
        var told = Objects.requireNonNull(launch.effect(action).calls());
        var before = scene.changes().size();
        if (caption.startsWith("Take the ")) {
            scene.somebodyAttachesTheRest();
        }

        launch.isTold(action).goesOnAsFarAsItCan();

        assertThat(scene.changes().stream().skip(before).map(LaunchActionsTest::verb))
                .as("what was asked of the clouds; told was %s", told)
                .allMatch(
                        verb -> told.stream().anyMatch(call -> verb(call.call()).equals(verb)));

        if (caption.startsWith("Delete ")) {
            scene.nothingIsLeft();
            assertThat(launch.state()).isEqualTo("ROLLED_BACK");
        } else if (caption.startsWith("Ask again")) {
            assertThat(launch.state()).isEqualTo("MACHINE_LEFT");
        } else if (caption.startsWith("The machine is removed")) {
            assertThat(launch.state()).isEqualTo("ROLLED_BACK");
        } else if (caption.startsWith("Remove ")) {
            assertThat(scene.world().machineNames()).isEmpty();
            assertThat(launch.state()).isEqualTo("ROLLED_BACK");
        } else if (caption.startsWith("Leave what RunPod shows")) {
            assertThat(scene.world().machineNames()).hasSize(1);
            assertThat(launch.state()).isEqualTo("ROLLED_BACK");
        } else if (caption.startsWith("Leave ")) {
            assertThat(scene.world().vmIds()).isEqualTo(vms);
            assertThat(launch.state()).isEqualTo("ADOPTED");
        } else if (caption.startsWith("Skip nothing")) {
            assertThat(scene.world().vmIds()).isEqualTo(vms);
            assertThat(launch.state()).isEqualTo("NEEDS_OPERATOR");
        } else if (state != LaunchState.KEPT) {
            assertThat(caption).matches("(Go on|Create|Wait again|Check|Attach|Take the) .*");
            scene.oneVmIsLeft();
            assertThat(launch.state()).as(caption).isEqualTo("SUCCEEDED");
        }
    }
}
