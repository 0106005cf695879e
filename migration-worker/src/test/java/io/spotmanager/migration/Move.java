package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.audit.AuditEntry;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Operation;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** One move on the stage: a test lets it go on, speaks to it, and says what it must have come to. */
final class Move {
    private static final int MORE_NUDGES_THAN_ANY_MOVE_NEEDS = 100;

    private final MoveStage stage;
    private final UUID id;
    private final OperationRunner worker;

    Move(MoveStage stage, UUID id, OperationRunner worker) {
        this.stage = stage;
        this.id = id;
        this.worker = worker;
    }

    /** A worker takes it up and carries on until it is over or has to wait for something. */
    Move goesOn() {
        stage.theTimeComesFor(id);
        worker.run(id);
        return this;
    }

    /** It goes on, wait after wait, until it is over or only a person can help. */
    Move goesOnAsFarAsItCan() {
        for (var nudges = 0; nudges < MORE_NUDGES_THAN_ANY_MOVE_NEEDS; nudges++) {
            goesOn();
            var now = now();
            if (!now.open() || now.times().availableAt() == null) {
                return this;
            }
        }
        throw new AssertionError("does not end: " + history());
    }

    /** An operator asks for something that the state allows. */
    Move isTold(Signal signal) {
        assertThat(stage.ask(id, signal))
                .as(
                        "%s in %s, which allows %s",
                        signal, now().state(), now().progress().actions())
                .isTrue();
        return this;
    }

    Move doesNotAllow(Signal... signals) {
        for (var signal : signals) {
            assertThat(stage.ask(id, signal))
                    .as("%s in %s", signal, now().state())
                    .isFalse();
        }
        return this;
    }

    MigrationState state() {
        return MigrationState.valueOf(now().state());
    }

    Move isIn(MigrationState state) {
        assertThat(state()).as("after %s", history()).isEqualTo(state);
        return this;
    }

    Move because(String cause) {
        assertThat(now().progress().cause()).contains(cause);
        return this;
    }

    Move withoutAnythingToExplain() {
        assertThat(now().progress().cause()).isNull();
        return this;
    }

    Move knows(String fact, String value) {
        assertThat(now().progress().facts().path(fact).asString()).isEqualTo(value);
        return this;
    }

    /** Every change of state, in order. */
    Move wentThrough(MigrationState... states) {
        var names = Stream.of(states).map(Enum::name).toList();
        assertThat(statesInOrder()).isEqualTo(names);
        return this;
    }

    private List<String> statesInOrder() {
        return entries().stream()
                .filter(entry ->
                        !Objects.equals(entry.what().fromState(), entry.what().toState()))
                .map(entry -> entry.what().toState())
                .toList();
    }

    private Operation now() {
        return stage.read(id);
    }

    private List<String> history() {
        return entries().stream()
                .map(entry ->
                        "%s to %s".formatted(entry.what().event(), entry.what().toState()))
                .toList();
    }

    private List<AuditEntry> entries() {
        return stage.history(id);
    }
}
