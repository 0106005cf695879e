package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.spotmanager.audit.Json;
import io.spotmanager.domain.pool.Acknowledgement;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.settings.FleetSettings;
import io.spotmanager.migration.ScriptedNova.Call;
import io.spotmanager.testkit.FakeStepContext;
import io.spotmanager.testkit.FaultType;
import io.spotmanager.testkit.ManualClock;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Given a host somewhere and a Nova in some mood; when one step of a move from L40-n3 to L40-n3-spot runs; then this
 * came of it. Whatever the step does, it asks for the lease right before each change and tells each call to the history.
 */
final class StepDialogue {
    static final String SOURCE = "L40-n3";
    static final String TARGET = "L40-n3-spot";

    /** How long a call that nobody knows the end of may still be carried out. */
    static final Duration SETTLE = Duration.ofSeconds(60);

    private final String step;
    private final ScriptedNova nova = new ScriptedNova();
    private final ManualClock clock = new ManualClock();
    private final String workflow;
    private MoveRequest move = new MoveRequest(ScriptedNova.HOST, SOURCE, TARGET, Set.of());
    private final FakeStepContext context = new FakeStepContext(ScriptedNova.HOST, move, nova.transcript());

    private StepDialogue(String workflow, String step) {
        this.workflow = workflow;
        this.step = step;
    }

    static StepDialogue step(String name) {
        return new StepDialogue(MigrationTable.WORKFLOW, name);
    }

    /** A step of a placement, a withdrawal or a drain. */
    static StepDialogue step(String workflow, String name, Object request) {
        var dialogue = new StepDialogue(workflow, name);
        dialogue.context.requested(request);
        return dialogue;
    }

    StepDialogue hostIn(String... pools) {
        nova.put(pools);
        return this;
    }

    StepDialogue moving(String source, String target, Acknowledgement... acknowledged) {
        move = new MoveRequest(ScriptedNova.HOST, source, target, Set.of(acknowledged));
        context.requested(move);
        return this;
    }

    StepDialogue acknowledging(Acknowledgement... acknowledged) {
        return moving(move.sourceAggregate(), move.targetAggregate(), acknowledged);
    }

    /** Something else is true of the world. */
    StepDialogue where(Consumer<ScriptedNova> world) {
        world.accept(nova);
        return this;
    }

    StepDialogue novaAnswers(Call call, FaultType... mishaps) {
        nova.next(call, mishaps);
        return this;
    }

    /** Right after that call, somebody else does something. */
    StepDialogue meanwhile(Call call, Consumer<ScriptedNova> event) {
        nova.meanwhile(call, () -> event.accept(nova));
        return this;
    }

    /** A worker before this one died in the middle of its step. */
    StepDialogue interrupted() {
        context.interrupted(clock.instant());
        context.entered(clock.instant());
        return this;
    }

    /** An earlier step learned this. */
    StepDialogue knowing(String fact, Object value) {
        context.know(Map.of(fact, value));
        return this;
    }

    /** This very operation closed the host for new VMs. */
    StepDialogue closedByThisOperation() {
        nova.disableHost(mark());
        return this;
    }

    String mark() {
        return "spot-manager: new fans [%s]".formatted(context.operationId());
    }

    /** The operation is in the state of this step since now. */
    StepDialogue enteredNow() {
        context.entered(clock.instant());
        return this;
    }

    StepDialogue timePasses(Duration time) {
        clock.pass(time);
        return this;
    }

    StepDialogue leaseLost() {
        context.loseLease();
        return this;
    }

    Ran runs() {
        var outcome = workflow()
                .steps()
                .getOrDefault(step, _ -> new StepOutcome.Failed("there is no step " + step))
                .run(context);
        assertThat(context.told()).as("calls told to the history").isEqualTo(context.asked());
        assertThat(context.changesWithoutLease(ScriptedNova::isChange))
                .as("changes without the lease")
                .isEmpty();
        return new Ran(outcome);
    }

    private Workflow workflow() {
        var stock = new StockWorkflows(nova, PoolNaming.STANDARD, FleetSettings.STANDARD.types(), SETTLE, clock);
        return switch (workflow) {
            case PlaceTable.WORKFLOW -> stock.placement();
            case WithdrawTable.WORKFLOW -> stock.withdrawal();
            case DrainTable.WORKFLOW -> stock.drain();
            default -> MigrationWorkflow.on(nova, PoolNaming.STANDARD, SETTLE, clock);
        };
    }

    /** The step gives up in the middle, because another worker may hold the operation. */
    void losesItsLeaseAndChangesNothing() {
        assertThatThrownBy(this::runs).isInstanceOf(LeaseLostException.class);
        assertThat(nova.changes()).isEmpty();
    }

    /** What came of the run. */
    final class Ran {
        private final StepOutcome outcome;

        private Ran(StepOutcome outcome) {
            this.outcome = outcome;
        }

        Ran isDone() {
            assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
            return this;
        }

        Ran learns(String fact, @Nullable Object value) {
            assertThat(((StepOutcome.Done) outcome).facts().get(fact)).isEqualTo(value);
            return this;
        }

        /** Success, without anything further to know. */
        Ran learnsNothing() {
            assertThat(outcome).isEqualTo(new StepOutcome.Done());
            return this;
        }

        Ran waitsUntil(Instant when) {
            assertThat(outcome)
                    .asInstanceOf(type(StepOutcome.WaitUntil.class))
                    .extracting(StepOutcome.WaitUntil::when)
                    .isEqualTo(when);
            return this;
        }

        JsonNode fact(String name) {
            return context.facts().path(name);
        }

        /** The operation has this fact now. */
        Ran knows(String fact, Object value) {
            assertThat(fact(fact)).isEqualTo(Json.MAPPER.valueToTree(value));
            return this;
        }

        Ran isSkippedBecause(String reason) {
            assertThat(outcome).isInstanceOf(StepOutcome.Skipped.class);
            return says(reason);
        }

        Ran isToBeTriedAgainBecause(String cause) {
            assertThat(outcome).isInstanceOf(StepOutcome.Retry.class);
            return says(cause);
        }

        Ran waitsBecause(String what) {
            assertThat(outcome).isInstanceOf(StepOutcome.WaitUntil.class);
            return says(what);
        }

        Ran failsBecause(String cause) {
            assertThat(outcome).isInstanceOf(StepOutcome.Failed.class);
            return says(cause);
        }

        Ran asksAPersonBecause(String cause) {
            assertThat(outcome).isInstanceOf(StepOutcome.NeedsOperator.class);
            return says(cause);
        }

        private Ran says(String words) {
            assertThat(outcome.toString()).contains(words);
            return this;
        }

        Ran after(String... changes) {
            assertThat(nova.changes()).containsExactly(changes);
            return this;
        }

        Ran changingNothing() {
            return after();
        }

        /** Nova was asked exactly this, in this order. */
        Ran asking(String... calls) {
            assertThat(context.told()).containsExactly(calls);
            return this;
        }

        /** Why the service is disabled; empty if it is enabled. */
        Ran andTheServiceIs(String disabledReason) {
            assertThat(nova.disabledReason()).isEqualTo(disabledReason);
            return this;
        }

        void andTheHostIsIn(String... pools) {
            assertThat(nova.poolsOfHost()).containsExactly(pools);
        }
    }
}
