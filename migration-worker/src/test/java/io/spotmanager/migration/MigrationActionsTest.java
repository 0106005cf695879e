package io.spotmanager.migration;

import static io.spotmanager.migration.MigrationState.NEEDS_OPERATOR;
import static io.spotmanager.migration.MoveScene.SOURCE;
import static io.spotmanager.migration.MoveScene.TARGET;
import static io.spotmanager.migration.ScriptedNova.Call.ADD;
import static io.spotmanager.migration.ScriptedNova.Call.AGGREGATES;
import static io.spotmanager.migration.ScriptedNova.Call.REMOVE;
import static io.spotmanager.testkit.FaultType.SERVER_ERROR;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.moves.SeenPlacement;
import io.spotmanager.testkit.OperationScenario;
import io.spotmanager.testkit.WorkflowTestEnvironment;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.TransitionTable.Row;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.step.ActionDescription.Situation;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Before an operator presses a button it says what it will do to the host, and then it does that. */
class MigrationActionsTest {
    private static final Instant READ_AT = Instant.parse("2026-11-28T12:03:11Z");
    private static WorkflowTestEnvironment stage;

    @BeforeAll
    static void open() {
        stage = new WorkflowTestEnvironment(MigrationTable.WORKFLOW);
    }

    @AfterAll
    static void close() {
        stage.close();
    }

    /** Every pool that the host may have been read in, and not having been read at all. */
    private static Stream<Map<String, ?>> facts() {
        return Stream.concat(
                Stream.of(Map.of()),
                Stream.of("", SOURCE, TARGET, SOURCE + "," + TARGET, "Contract-ACME", TARGET + ",Contract-ACME")
                        .map(pools -> Map.of(SeenPlacement.FACT, seen(pools))));
    }

    private static Map<String, ?> seen(String pools) {
        var names =
                Arrays.stream(pools.split(",")).filter(name -> !name.isEmpty()).toList();
        return Map.of(
                "text", names.isEmpty() ? "in no pool" : "in " + String.join(" and ", names),
                "in_source", names.contains(SOURCE),
                "in_target", names.contains(TARGET),
                "elsewhere",
                        names.stream()
                                .filter(name -> !name.equals(SOURCE) && !name.equals(TARGET))
                                .toList(),
                "at", READ_AT.toString());
    }

    static Stream<Arguments> situations() {
        return MigrationTable.TABLE.rows().stream().flatMap(row -> facts().map(facts -> Arguments.of(row, facts)));
    }

    private static List<ActionEffect> effects(Row row, Map<String, ?> facts) {
        var request = new MoveRequest("H1", SOURCE, TARGET, null);
        return new MigrationActions()
                .effects(new Situation(row, Json.MAPPER.valueToTree(request), Json.MAPPER.valueToTree(facts)));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void every_action_of_every_state_says_what_it_does_and_one_is_recommended(Row row, Map<String, ?> facts) {
        var effects = effects(row, facts);
        var targets = new HashSet<String>();
        effects.forEach(effect -> targets.add(row.exits().get(Signal.valueOf(effect.action()))));

        assertThat(effects).allSatisfy(effect -> {
            assertThat(effect.caption()).isNotBlank().doesNotEndWith(".").doesNotContain("null");
            assertThat(effect.effect()).endsWith(".").doesNotContain("null");
            assertThat(effect.readAt()).isEqualTo(facts.isEmpty() ? null : READ_AT);
            assertThat(effect.reason() != null).isEqualTo(effect.recommended());
            assertThat(effect.calls())
                    .isNotNull()
                    .allSatisfy(call -> assertThat(call.cloud()).isEqualTo("OpenStack"));
            assertThat(effect.end()).matches("(in|where) .*").doesNotContain("null");
        });
        assertThat(effects.stream().map(ActionEffect::caption)).doesNotHaveDuplicates();
        assertThat(targets)
                .as("each thing that can be done is offered, once")
                .isEqualTo(row.actions().stream().map(row.exits()::get).collect(toSet()))
                .hasSameSizeAs(effects);
        assertThat(effects.stream().filter(ActionEffect::recommended))
                .hasSize(row.actions().isEmpty() ? 0 : 1);
    }

    /** The way there and the way back both gave up: the host is in no pool. */
    private static OperationScenario whereNothingHelps(MoveScene scene) {
        scene.hostIn(SOURCE).where(nova -> nova.always(ADD, SERVER_ERROR));
        return scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
    }

    @Test
    void after_the_way_back_failed_too_the_buttons_name_the_pools() {
        var move = whereNothingHelps(new MoveScene(stage));

        assertThat(move.caption(Signal.RETRY)).isEqualTo("Add to L40-n3-spot");
        assertThat(move.caption(Signal.ROLL_BACK)).isEqualTo("Put back into L40-n3");
        assertThat(move.caption(Signal.ADOPT)).isEqualTo("Leave it in no pool and close");
        assertThat(move.caption(Signal.SKIP)).isEqualTo("Change nothing, check that it is in L40-n3-spot");
        assertThat(move.offers())
                .extracting(ActionEffect::action)
                .as("what does the same is offered once")
                .containsExactly("RETRY", "ROLL_BACK", "SKIP", "ADOPT");
        assertThat(move.offers().stream().filter(ActionEffect::recommended))
                .singleElement()
                .satisfies(effect -> {
                    assertThat(effect.action()).isEqualTo("ROLL_BACK");
                    assertThat(effect.reason()).isEqualTo("The host is in no pool and sells nothing.");
                    assertThat(effect.readAt()).isNotNull();
                });
    }

    @Test
    void a_host_that_is_in_its_source_and_elsewhere_is_not_to_be_left_there() {
        var facts = Map.of(SeenPlacement.FACT, seen(SOURCE + ",Contract-ACME"));
        var row = MigrationTable.TABLE.rows().stream()
                .filter(Row::waitsForPerson)
                .findFirst()
                .orElseThrow();

        assertThat(effects(row, facts).stream().filter(ActionEffect::recommended))
                .singleElement()
                .satisfies(effect -> {
                    assertThat(effect.action()).isEqualTo("RETRY");
                    assertThat(effect.reason())
                            .isEqualTo(
                                    "The host is in L40-n3 and Contract-ACME and could be sold twice. Take it out of Contract-ACME in Nova first.");
                });
    }

    private record Way(String name, Function<MoveScene, OperationScenario> there) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A way into every state that offers actions and can be waited in. */
    private static final List<Way> WAYS = List.of(
            new Way("requested", scene -> scene.hostIn(SOURCE).move()),
            new Way("removal fails", scene -> {
                scene.hostIn(SOURCE).where(nova -> nova.always(REMOVE, SERVER_ERROR));
                return scene.move().goesOn();
            }),
            new Way("addition fails", MoveScene::whereTheAdditionFails),
            new Way("look at the target fails", MoveScene::whereTheLookAtTheTargetFails),
            new Way("way back fails", MoveScene::whereTheWayBackFails),
            new Way("cancelling fails", MoveScene::whereTheCancellingFails),
            new Way("in no pool", MigrationActionsTest::whereNothingHelps),
            new Way("in another pool", MoveScene::whereAPersonHasToDecide),
            new Way("adopting", scene -> {
                var move = scene.whereAPersonHasToDecide();
                scene.where(nova -> nova.always(AGGREGATES, SERVER_ERROR));
                return move.isTold(Signal.ADOPT).goesOn();
            }),
            new Way("in both pools", scene -> {
                scene.hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, () -> nova.put(SOURCE, TARGET)));
                return scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            }),
            new Way("back in its source", scene -> {
                scene.hostIn(SOURCE).where(nova -> nova.meanwhile(ADD, () -> nova.put(SOURCE)));
                return scene.move().goesOnAsFarAsItCan().isIn(NEEDS_OPERATOR);
            }));

    static Stream<Arguments> waysAndActions() {
        return WAYS.stream().flatMap(way -> {
            var offered = way.there().apply(new MoveScene(stage)).offers();
            return Stream.concat(
                            Stream.of(Arguments.of(way, "RETRY")),
                            offered.stream().map(effect -> Arguments.of(way, effect.action())))
                    .distinct();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("waysAndActions")
    void what_is_asked_for_is_what_happens(Way way, String action) {
        var scene = new MoveScene(stage);
        var move = way.there().apply(scene);
        if (move.offers().isEmpty()) {
            return; // no worker has seen it yet: the gateway says what can be said then
        }
        var caption = move.caption(Signal.valueOf(action));
        scene.where(ScriptedNova::recover);
        var before = scene.nova().poolsOfHost();
        var changesBefore = scene.nova().changes().size();
        var offer = move.offers().stream()
                .filter(effect -> effect.action().equals(action))
                .findFirst();

        move.isTold(Signal.valueOf(action)).goesOnAsFarAsItCan();

        assertThat(new TreeSet<>(scene.nova().poolsOfHost()))
                .as("%s: %s, now %s", way, caption, move.state())
                .isEqualTo(new TreeSet<>(promised(caption, before)));
        assertThat(move.state()).as(caption).matches(endOf(caption));
        offer.filter(effect -> !caption.startsWith("Try again")).ifPresent(effect -> {
            var changes = scene.nova().changes();
            var called = changes.subList(changesBefore, changes.size());
            if (caption.contains(" if it ")) {
                assertThat(called)
                        .as("%s: %s calls no more than it said", way, caption)
                        .isSubsetOf(asCalled(effect));
            } else {
                assertThat(called).as("%s: %s calls what it said", way, caption).isEqualTo(asCalled(effect));
                assertThat("where it is".equals(effect.end()) ? effect.end() : whereItIs(scene))
                        .as("%s: %s ends where it said", way, caption)
                        .isEqualTo(effect.end());
            }
        });
    }

    private static String whereItIs(MoveScene scene) {
        var pools = scene.nova().poolsOfHost();
        return pools.isEmpty() ? "in no pool" : "in " + String.join(" and ", pools);
    }

    private static List<String> asCalled(ActionEffect effect) {
        return Objects.requireNonNull(effect.calls()).stream()
                .map(call -> call.call()
                        .replace("take the host out of ", "remove from ")
                        .replace("add the host to ", "add to ")
                        .replaceAll(", if .*", ""))
                .toList();
    }

    private static List<String> promised(String caption, List<String> before) {
        if (caption.matches(
                "(Add to|Move from|Take out of \\S+ if it is there, then add to|Take out of \\S+, keep in) .*"
                        + TARGET)) {
            return List.of(TARGET);
        }
        if (caption.matches(
                ".*(Put back into|put back into|leave it in|Leave it in|Keep in) " + SOURCE + "( and close)?")) {
            return List.of(SOURCE);
        }
        if (caption.equals("Add to %s if it has left %s".formatted(TARGET, SOURCE))) {
            return before.contains(SOURCE) ? before : List.of(TARGET);
        }
        assertThat(caption)
                .matches("(Leave it .* and close|Change nothing, .*|Check .*|Try again .*|Close without a change)");
        return before;
    }

    private static String endOf(String caption) {
        if (caption.matches("(Add to|Move from \\S+ to|Take out of \\S+, keep in) \\S+")) {
            return "SUCCEEDED";
        }
        return caption.matches("Leave it in (no pool|" + TARGET + ") and close") ? "ADOPTED" : ".*";
    }
}
