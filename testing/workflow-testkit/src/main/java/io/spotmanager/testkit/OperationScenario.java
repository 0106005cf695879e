package io.spotmanager.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.audit.AuditEntry;
import io.spotmanager.workflow.execution.OperationRunner;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.ActionEffect;
import io.spotmanager.workflow.operation.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** One operation on the stage: a test lets it go on, speaks to it, and says what it must have come to. */
public final class OperationScenario {
    private static final int MORE_COMMANDS_THAN_ANYTHING_NEEDS = 500;

    private final WorkflowTestEnvironment stage;
    private final UUID id;
    private final OperationRunner worker;

    OperationScenario(WorkflowTestEnvironment stage, UUID id, OperationRunner worker) {
        this.stage = stage;
        this.id = id;
        this.worker = worker;
    }

    public UUID id() {
        return id;
    }

    /** A worker takes it up and carries on until it is over or has to wait for something. */
    public OperationScenario goesOn() {
        stage.theTimeComesFor(id);
        worker.run(id);
        return this;
    }

    /** A command reaches a worker now, whether or not the time has come. */
    public OperationScenario isGivenToAWorker() {
        worker.run(id);
        return this;
    }

    /** It goes on, wait after wait, until it is over or only a person can help. */
    public OperationScenario goesOnAsFarAsItCan() {
        for (var commands = 0; commands < MORE_COMMANDS_THAN_ANYTHING_NEEDS; commands++) {
            goesOn();
            var now = now();
            if (!now.open() || now.times().availableAt() == null) {
                return this;
            }
        }
        throw new AssertionError("does not end: " + history());
    }

    public OperationScenario timePasses(Duration time) {
        stage.timePasses(id, time);
        return this;
    }

    /** An operator asks for something that the state allows. */
    public OperationScenario isTold(Signal signal) {
        assertThat(stage.ask(id, signal))
                .as(
                        "%s in %s, which allows %s",
                        signal, now().state(), now().progress().actions())
                .isTrue();
        return this;
    }

    public OperationScenario doesNotAllow(Signal... signals) {
        for (var signal : signals) {
            assertThat(stage.ask(id, signal))
                    .as("%s in %s", signal, now().state())
                    .isFalse();
        }
        return this;
    }

    public String state() {
        return now().state();
    }

    public OperationScenario isIn(Enum<?> state) {
        assertThat(state()).as("after %s", history()).isEqualTo(state.name());
        return this;
    }

    public OperationScenario because(String cause) {
        assertThat(now().progress().cause()).contains(cause);
        return this;
    }

    /** The cause says what was read, and nothing of what nobody saw. */
    public OperationScenario claimsNothingOf(String... words) {
        assertThat(now().progress().cause()).doesNotContain(words);
        return this;
    }

    /** What its operator is told that each action will do. */
    public List<ActionEffect> offers() {
        return now().progress().offered().actionEffects();
    }

    /** What the caption of that action is; fails if it is not offered by itself. */
    public String caption(Signal signal) {
        return effect(signal).caption();
    }

    /** What that action says of itself; fails if it is not offered by itself. */
    public ActionEffect effect(Signal signal) {
        return offers().stream()
                .filter(offered -> offered.action().equals(signal.name()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s is not in %s".formatted(signal, offers())));
    }

    public OperationScenario withoutAnythingToExplain() {
        assertThat(now().progress().cause()).isNull();
        return this;
    }

    public OperationScenario knows(String fact, String value) {
        assertThat(now().progress().facts().path(fact).asString()).isEqualTo(value);
        return this;
    }

    /** Every change of state, in order. */
    public OperationScenario wentThrough(Enum<?>... states) {
        assertThat(statesInOrder()).isEqualTo(Stream.of(states).map(Enum::name).toList());
        return this;
    }

    /** All that anybody can read about it: the row and the whole history, as text. */
    public String everythingOnRecord() {
        return now() + "\n"
                + String.join("\n", entries().stream().map(AuditEntry::detail).toList());
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
