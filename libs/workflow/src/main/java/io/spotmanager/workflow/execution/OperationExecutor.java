package io.spotmanager.workflow.execution;

import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.MachineDisagreementException;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.operation.BlockedOperations;
import io.spotmanager.workflow.operation.Change;
import io.spotmanager.workflow.operation.NextAction;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.operation.Pause;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** Executes one claimed operation from step to step; every step is saved before the next one starts. */
final class OperationExecutor {
    private static final Logger log = LoggerFactory.getLogger(OperationExecutor.class);

    private final OperationStore store;
    private final WorkerLease leases;
    private final Workflow workflow;
    private final WorkflowMachine machine;
    private final OperationEvents events;
    private final BooleanSupplier draining;
    private final RetryPolicy retryPolicy;
    private final TransitionFactory transitions;
    private final InstantSource clock;
    private final ExecutionMeters meters;
    private final Pause pause;

    OperationExecutor(
            OperationStore store,
            WorkerLease leases,
            ExecutorConfig config,
            OperationEvents events,
            BooleanSupplier draining) {
        this.store = store;
        this.leases = leases;
        this.workflow = config.workflow();
        this.machine = config.machine();
        this.events = events;
        this.draining = draining;
        var settings = config.settings();
        this.retryPolicy = new RetryPolicy(settings.attempts(), new Backoff(settings.backoff(), config.random()));
        this.transitions = new TransitionFactory(workflow, config.worker(), config.clock());
        this.clock = config.clock();
        this.meters = new ExecutionMeters(config.meters(), workflow.name());
        this.pause = config.pause();
    }

    void execute(Operation claimed) {
        MDC.put("spot.host", claimed.command().subject());
        var operation = claimed;
        var decided = claimed.progress().asked() != null;
        while (true) {
            var asked = operation.progress().asked();
            var change = asked == null
                    ? runStep(operation, new Walk(operation == claimed, decided))
                    : applyAction(operation, asked);
            if (!(change.next() instanceof NextAction.KeepLease)) {
                return;
            }
            operation = change.applied();
        }
    }

    private void noteBeginning(Operation claimed) {
        var lock = new LockedRow(pause);
        try {
            while (true) {
                switch (store.begin(claimed)) {
                    case SAVED -> {
                        return;
                    }
                    case FENCED -> throw new LeaseLostException(claimed.id());
                    case LOCKED, SUPERSEDED -> lock.await();
                }
            }
        } finally {
            lock.end();
        }
    }

    /**
     * How a claim came to a step.
     *
     * @param first true for the first step after a claim: no save has recorded yet that a step begins
     * @param decided true if the claim began with an operator's action
     */
    private record Walk(boolean first, boolean decided) {}

    private Change runStep(Operation before, Walk walk) {
        var name = workflow.table().row(before.state()).step();
        if (name == null) {
            throw new IllegalStateException(
                    "operation %s is due in state %s, which has no step".formatted(before.id(), before.state()));
        }
        var running = new StepExecution(before, leases, clock, this::saveRemembered);
        var tooOften = retryPolicy.checkAttemptsLeft(
                before.progress().attempt(), before.setbacks().deaths());
        if (tooOften.isEmpty()) {
            if (walk.first()) {
                noteBeginning(before);
            }
            leases.stepBegins(before);
        }
        var verdict = tooOften.orElseGet(() -> StepSpan.around(
                workflow.name(),
                name,
                before,
                () -> retryPolicy
                        .decide(outcome(name, running), before.progress().attempt(), clock.instant())
                        .with(running.observed())));
        var run = tooOften.isPresent() ? null : running.report();
        var target = nextState(running.operation(), verdict, run);
        meters.stepDecided(name, verdict.event());
        try {
            var saved = saveStep(
                    running.operation(),
                    now -> lastWord(rested(transitions.forStepResult(now, verdict, target, run), walk)));
            tell(name, target, verdict, running.operation());
            return saved;
        } catch (DataIntegrityViolationException e) {
            return saveRefusal(running.operation(), run, e);
        }
    }

    /** Saves a retry when the database refuses a step's outcome. It counts as an attempt; otherwise the step would run for ever. */
    private Change saveRefusal(Operation before, @Nullable StepReport run, DataIntegrityViolationException refusal) {
        log.error("The outcome of a step could not be saved; the step will be retried", refusal);
        var outcome = new StepOutcome.Retry("the step's outcome could not be saved");
        var verdict = retryPolicy.decide(outcome, before.progress().attempt(), clock.instant());
        var target = nextState(before, verdict, null);
        return saveStep(before, now -> lastWord(transitions.forStepResult(now, verdict, target, run)));
    }

    private Change saveStep(Operation before, Function<Operation, Change> decide) {
        var saved = save(before, decide);
        leases.stepSaved(before);
        return saved;
    }

    private StepOutcome outcome(String name, StepExecution running) {
        var began = System.nanoTime();
        try {
            return Objects.requireNonNull(workflow.steps().get(name)).run(running);
        } catch (LeaseLostException | DataAccessResourceFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("Unexpected error in step {}; the step will be retried", name, e);
            return new StepOutcome.Retry("the step failed unexpectedly: " + e);
        } finally {
            meters.stepTook(name, System.nanoTime() - began);
        }
    }

    private Change applyAction(Operation before, OperatorRequest asked) {
        var target = target(before, asked.signal());
        var saved = save(before, now -> lastWord(transitions.forOperatorAction(now, asked, target)));
        log.info(
                "{} requested by {}: {}",
                asked.signal(),
                asked.actor(),
                target == null ? "no longer possible" : "to " + target);
        return saved;
    }

    /** The state that the action leads to; null if it is no longer possible. */
    private @Nullable String target(Operation before, Signal action) {
        var blockedIn =
                before.progress().facts().path(BlockedOperations.BLOCKED_IN).asString("");
        if (!workflow.table().startsAnew(blockedIn)) {
            return machine.fireIfPossible(before.state(), action).orElse(null);
        }
        return action == Signal.RETRY
                ? machine.startAnew()
                : machine.fireIfPossible(blockedIn, action).orElse(null);
    }

    /**
     * The state that a step's outcome leads to.
     *
     * @throws MachineDisagreementException if that is not certain; what the step did and learned is then saved, in the old state
     */
    private String nextState(Operation before, StepDecision verdict, @Nullable StepReport run) {
        if (verdict.signal() == null) {
            return before.state();
        }
        try {
            return machine.fire(before.state(), verdict.signal());
        } catch (MachineDisagreementException e) {
            try {
                save(before, now -> transitions.forUndecided(now, verdict, run));
            } catch (DataIntegrityViolationException refusal) {
                e.addSuppressed(refusal);
            }
            throw e;
        }
    }

    private Operation saveRemembered(Operation before, StepDecision verdict) {
        return save(before, now -> transitions.forProgress(now, verdict)).applied();
    }

    /** Saves a change. If an operator's request came in between, decides again on the new version of the row. */
    private Change save(Operation before, Function<Operation, Change> decide) {
        var operation = before;
        var lock = new LockedRow(pause);
        try {
            while (true) {
                var change = decide.apply(operation);
                switch (store.save(change)) {
                    case SAVED -> {
                        tellRecovery(change);
                        meters.saved(change);
                        events.changed(OperationChanged.of(change.applied()));
                        return change;
                    }
                    case SUPERSEDED -> // read under our own claim, or we would write under another's fence
                        operation = store.reread(before.id(), before.lease())
                                .orElseThrow(() -> new LeaseLostException(before.id()));
                    case LOCKED -> lock.await();
                    case FENCED -> throw new LeaseLostException(before.id());
                }
            }
        } finally {
            lock.end();
        }
    }

    private static void tellRecovery(Change change) {
        var failures = change.before().setbacks().failures();
        if (failures > 0 && change.applied().setbacks().failures() == 0) {
            log.info("The operation continues after {} errors outside of its steps", failures);
        }
    }

    /**
     * Releases the lease instead of keeping it if work is frozen and the operation can rest where it is: it has changed nothing yet,
     * or it is held and no person has decided on it.
     */
    private Change rested(Change change, Walk walk) {
        var rests = switch (leases.freeze()) {
            case OFF -> false;
            case FROZEN ->
                change.after().asked() == null
                        && workflow.table().reads().contains(change.before().state())
                        && workflow.table().rests().contains(change.after().state());
            case HELD -> !walk.decided();
        };
        return rests ? released(change) : change;
    }

    /** Releases the lease instead of keeping it when this worker is shutting down, so that another worker runs the next step. */
    private Change lastWord(Change change) {
        return draining.getAsBoolean() ? released(change) : change;
    }

    private static Change released(Change change) {
        return change.next() instanceof NextAction.KeepLease
                ? new Change(change.before(), change.after(), new NextAction.Later(Duration.ZERO), change.entry())
                : change;
    }

    /** Logs what was saved: problems and the end of an operation. Successful steps and waits are logged at debug, because the history has them. */
    private void tell(String step, String target, StepDecision verdict, Operation operation) {
        if (verdict.isFailure()) {
            log.warn(
                    "{}: {} at attempt {}, now {}: {}",
                    step,
                    verdict.event(),
                    operation.progress().attempt() + 1,
                    target,
                    verdict.why());
        } else if (workflow.table().row(target).isEnd()) {
            log.info("{} ended: {}", workflow.name(), target);
        } else {
            log.debug("{}: {}, now {}", step, verdict.event(), target);
        }
    }
}
