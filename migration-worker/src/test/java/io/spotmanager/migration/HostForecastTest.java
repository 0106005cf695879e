package io.spotmanager.migration;

import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.step.ActionDescription;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an action of a placement, withdrawal or drain says that it will call is no less than what it calls. */
class HostForecastTest {
    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(PlaceTable.TABLE, StockActions.OF_PLACEMENT),
                Arguments.of(WithdrawTable.TABLE, StockActions.OF_WITHDRAWAL),
                Arguments.of(DrainTable.TABLE, new DrainActions()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_action_of_every_state_says_what_it_calls_and_where_the_host_ends(
            TransitionTable table, ActionDescription actions) {
        var request = Json.MAPPER.valueToTree(Map.of("source_aggregate", "L40-n3", "target_aggregate", "L40-n3-spot"));
        for (var row : table.rows()) {
            var effects = actions.effects(new Situation(row, request, Json.MAPPER.createObjectNode()));
            assertThat(effects).allSatisfy(effect -> {
                assertThat(effect.calls())
                        .as("%s: %s", row.state(), effect.caption())
                        .isNotNull();
                assertThat(effect.end()).matches("(in|where) .*").doesNotContain("null");
                if (effect.effect().startsWith("Nothing is changed")) {
                    assertThat(effect.calls()).as(effect.caption()).isEmpty();
                }
            });
        }
    }

    /** Ways to stand in front of a person, with the host here or there. */
    private record Way(String kind, Function<StockScene, OperationScenario> there) {}

    private static final List<Way> WAYS = List.of(
            new Way(
                    PlaceTable.WORKFLOW,
                    scene -> scene.hostIn()
                            .where(nova -> nova.always(ADD, SERVER_ERROR))
                            .place()),
            new Way(
                    WithdrawTable.WORKFLOW,
                    scene -> scene.hostIn(StockScene.POOL)
                            .where(nova -> nova.always(REMOVE, SERVER_ERROR))
                            .withdraw(true)));

    @Test
    void what_is_called_was_said() {
        var called = 0;
        for (var way : WAYS) {
            for (var action : List.of(Signal.RETRY, Signal.ROLL_BACK, Signal.SKIP, Signal.ADOPT, Signal.CANCEL)) {
                try (var stage = new WorkflowTestEnvironment(way.kind())) {
                    var scene = new StockScene(stage);
                    var operation = way.there().apply(scene).goesOn();
                    var offer = operation.offers().stream()
                            .filter(effect -> effect.action().equals(action.name()))
                            .findFirst();
                    if (offer.isEmpty()) {
                        continue;
                    }
                    scene.nova().recover();
                    var before = scene.nova().changes().size();
                    operation.isTold(action).goesOnAsFarAsItCan();
                    var changes = scene.nova().changes();
                    var now = changes.subList(before, changes.size());
                    assertThat(now).as("%s", offer.get()).isSubsetOf(said(offer.get()));
                    called += now.size();
                }
            }
        }
        assertThat(called).as("some of them call something").isPositive();
    }

    private static List<String> said(ActionEffect effect) {
        return Objects.requireNonNull(effect.calls()).stream()
                .map(call -> call.call()
                        .replaceAll(", if .*", "")
                        .replace("take the host out of ", "remove from ")
                        .replace("add the host to ", "add to ")
                        .replace("able its compute service", "able service"))
                .toList();
    }
}
