package io.spotmanager.launch.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.launch.fixture.Call;
import io.spotmanager.launch.fixture.Clouds;
import io.spotmanager.launch.fixture.Parts;
import io.spotmanager.launch.fixture.World;
import io.spotmanager.testkit.FakeStepContext;
import io.spotmanager.testkit.FaultType;
import io.spotmanager.testkit.ManualClock;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Given a world in some state and clouds in some mood; when one step of a launch runs; then this came of it. Whatever
 * the step does, it asks for the lease right before each change and tells each call to the history.
 */
final class StepDialogue {
    private final String step;
    private final Clouds clouds = new Clouds();
    private final ManualClock clock = new ManualClock();
    private final FakeStepContext context = new FakeStepContext(
            World.HOST,
            new LaunchRequest(World.HOST, World.IMAGE, null, false),
            clouds.script().transcript());
    private LaunchParts parts = Parts.full(clouds, clock);

    private StepDialogue(String step) {
        this.step = step;
        context.entered(clock.instant());
    }

    static StepDialogue step(String name) {
        return new StepDialogue(name);
    }

    World world() {
        return clouds.world();
    }

    String label() {
        return "spot-operation-" + context.operationId();
    }

    ManualClock clock() {
        return clock;
    }

    StepDialogue requested(LaunchRequest launch) {
        context.requested(launch);
        return this;
    }

    StepDialogue inARegionWithoutExtras() {
        parts = Parts.plain(clouds, clock);
        return this;
    }

    StepDialogue where(Consumer<World> arrangement) {
        arrangement.accept(clouds.world());
        return this;
    }

    /** An earlier step learned this. */
    StepDialogue knowing(String fact, Object value) {
        context.know(Map.of(fact, value));
        return this;
    }

    /** A VM of this launch that was ordered and answered for. */
    long withItsVm() {
        var id = world().somebodyCreatesVm(World.HOST, clock.instant(), label());
        world().somebodyBoots(World.HOST, World.HOST);
        knowing("vm_id", id).knowing("vm_asked_at", clock.instant().toString()).knowing("vm_pending", false);
        return id;
    }

    StepDialogue answers(Call call, FaultType... mishaps) {
        clouds.script().next(call, mishaps);
        return this;
    }

    StepDialogue always(Call call, FaultType mishap) {
        clouds.script().always(call, mishap);
        return this;
    }

    /** Right after that call, somebody else does something. */
    StepDialogue meanwhile(Call call, Consumer<World> event) {
        clouds.script().meanwhile(call, () -> event.accept(clouds.world()));
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
        var asked = context.asked().size();
        var told = context.told().size();
        var outcome = Objects.requireNonNull(LaunchWorkflow.on(parts).steps().get(step))
                .run(context);
        assertThat(context.told().subList(told, context.told().size()))
                .as("calls told to the history")
                .isEqualTo(context.asked().subList(asked, context.asked().size()).stream()
                        .filter(Clouds::isInHistory)
                        .toList());
        assertThat(context.changesWithoutLease(Clouds::isChange))
                .as("changes without the lease")
                .isEmpty();
        if (outcome instanceof StepOutcome.Done(var facts)) {
            context.know(facts);
        }
        return new Ran(outcome);
    }

    /** The step gives up in the middle, because another worker may hold the operation. */
    void losesItsLeaseAndChangesNothing() {
        assertThatThrownBy(this::runs).isInstanceOf(LeaseLostException.class);
        assertThat(clouds.changes()).isEmpty();
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

        Ran learns(String fact, Object value) {
            assertThat(((StepOutcome.Done) outcome).facts().get(fact)).isEqualTo(value);
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

        Ran says(String words) {
            assertThat(outcome.toString()).contains(words);
            return this;
        }

        Ran after(String... changes) {
            assertThat(clouds.changes()).containsExactly(changes);
            return this;
        }

        Ran changingNothing() {
            return after();
        }

        /** The clouds were asked exactly this, in this order, over all runs. */
        Ran asking(String... calls) {
            assertThat(context.asked()).containsExactly(calls);
            return this;
        }

        Ran remembers(String fact, Object value) {
            assertThat(context.facts().path(fact).asString()).isEqualTo(String.valueOf(value));
            return this;
        }
    }
}
