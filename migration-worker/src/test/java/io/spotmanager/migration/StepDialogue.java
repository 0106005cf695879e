package io.spotmanager.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spotmanager.clouds.fleet.Acknowledgement;
import io.spotmanager.clouds.fleet.MoveRequest;
import io.spotmanager.clouds.fleet.PoolNaming;
import io.spotmanager.migration.ScriptedNova.Call;
import io.spotmanager.workflow.operation.KernelJson;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Given a host somewhere and a Nova in some mood; when one step of a move from L40-n3 to L40-n3-spot runs; then this
 * came of it. Whatever the step does, it asks for the lease right before each change and tells each call to the history.
 */
final class StepDialogue {
    static final String SOURCE = "L40-n3";
    static final String TARGET = "L40-n3-spot";

    private static final String LEASE = "lease";

    private final String step;
    private final ScriptedNova nova = new ScriptedNova();
    private final List<String> told = new ArrayList<>();
    private MoveRequest move = new MoveRequest(ScriptedNova.HOST, SOURCE, TARGET, Set.of());
    private int attempt;
    private boolean leaseLost;

    private StepDialogue(String step) {
        this.step = step;
    }

    static StepDialogue step(String name) {
        return new StepDialogue(name);
    }

    StepDialogue hostIn(String... pools) {
        nova.put(pools);
        return this;
    }

    StepDialogue moving(String source, String target, Acknowledgement... acknowledged) {
        move = new MoveRequest(ScriptedNova.HOST, source, target, Set.of(acknowledged));
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

    StepDialogue novaAnswers(Call call, Mishap... mishaps) {
        nova.next(call, mishaps);
        return this;
    }

    /** Right after that call, somebody else does something. */
    StepDialogue meanwhile(Call call, Consumer<ScriptedNova> event) {
        nova.meanwhile(call, () -> event.accept(nova));
        return this;
    }

    StepDialogue triedBefore(int times) {
        attempt = times;
        return this;
    }

    StepDialogue leaseLost() {
        leaseLost = true;
        return this;
    }

    Ran runs() {
        var steps = MigrationWorkflow.on(nova, PoolNaming.STANDARD).steps();
        var outcome = steps.getOrDefault(step, _ -> new StepOutcome.Failed("there is no step " + step))
                .run(new Context());
        var calls =
                nova.transcript().stream().filter(line -> !line.equals(LEASE)).toList();
        assertThat(told).as("calls told to the history").isEqualTo(calls);
        assertThat(changesWithoutLease()).as("changes without the lease").isEmpty();
        return new Ran(outcome);
    }

    /** The step gives up in the middle, because another worker may hold the operation. */
    void losesItsLeaseAndChangesNothing() {
        assertThatThrownBy(this::runs).isInstanceOf(LeaseLostException.class);
        assertThat(nova.changes()).isEmpty();
    }

    private List<String> changesWithoutLease() {
        var lines = nova.transcript();
        var bare = new ArrayList<String>();
        for (var i = 0; i < lines.size(); i++) {
            if (ScriptedNova.isChange(lines.get(i))
                    && (i == 0 || !lines.get(i - 1).equals(LEASE))) {
                bare.add(lines.get(i));
            }
        }
        return bare;
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
            assertThat(told).containsExactly(calls);
            return this;
        }

        void andTheHostIsIn(String... pools) {
            assertThat(nova.poolsOfHost()).containsExactly(pools);
        }
    }

    private final class Context implements StepContext {
        @Override
        public UUID operationId() {
            return new UUID(0, 1);
        }

        @Override
        public String subject() {
            return move.host();
        }

        @Override
        public <T> T request(Class<T> type) {
            var asStored = KernelJson.MAPPER.writeValueAsString(move);
            return KernelJson.MAPPER.readValue(asStored, type);
        }

        @Override
        public JsonNode facts() {
            return KernelJson.MAPPER.createObjectNode();
        }

        @Override
        public int attempt() {
            return attempt;
        }

        @Override
        public Instant enteredAt() {
            return Instant.EPOCH;
        }

        @Override
        public void requireLease() {
            nova.transcript().add(LEASE);
            if (leaseLost) {
                throw new LeaseLostException(operationId());
            }
        }

        @Override
        public void remember(String what, Map<String, ?> facts) {
            throw new IllegalStateException("no step of a move remembers anything half-way");
        }

        @Override
        public void called(String command, String answer, Duration took) {
            told.add(command);
        }
    }
}
