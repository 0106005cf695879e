package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.machine.WorkflowMachines;
import io.spotmanager.workflow.operation.AskedAction;
import io.spotmanager.workflow.operation.BlockedOperations;
import io.spotmanager.workflow.operation.Change;
import io.spotmanager.workflow.operation.Continuation;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
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

/** Walks one claimed operation from step to step; every step is saved before the next one starts. */
final class Walker {
    private static final Logger log = LoggerFactory.getLogger(Walker.class);

    private final OperationStore store;
    private final LeaseKeeper leases;
    private final Workflow workflow;
    private final WorkflowMachines machines;
    private final OperationEvents events;
    private final BooleanSupplier draining;
    private final Judge judge;
    private final Clerk clerk;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Walker(
            OperationStore store,
            LeaseKeeper leases,
            WalkerParts parts,
            OperationEvents events,
            BooleanSupplier draining) {
        this.store = store;
        this.leases = leases;
        this.workflow = parts.workflow();
        this.machines = new WorkflowMachines(workflow.table());
        this.events = events;
        this.draining = draining;
        var settings = parts.settings();
        this.judge = new Judge(settings.attempts(), new Backoff(settings.backoff(), parts.random()));
        this.clerk = new Clerk(workflow.table(), workflow.actions(), parts.worker(), parts.clock());
        this.clock = parts.clock();
        this.meters = parts.meters();
    }

    Workflow workflow() {
        return workflow;
    }

    void walk(Operation claimed) {
        MDC.put("host", claimed.command().subject());
        var machine = machines.at(claimed.state());
        var operation = claimed;
        while (true) {
            var asked = operation.progress().asked();
            var change = asked == null
                    ? runStep(operation, machine, operation == claimed)
                    : applyAction(operation, machine, asked);
            if (!(change.next() instanceof Continuation.KeepLease)) {
                return;
            }
            operation = change.applied();
        }
    }

    private void noteBeginning(Operation claimed) {
        var lock = new LockedRow();
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

    /** @param first whether no save under this claim has noted yet that a step begins */
    private Change runStep(Operation before, WorkflowMachine machine, boolean first) {
        var name = workflow.table().row(before.state()).step();
        if (name == null) {
            throw new IllegalStateException(
                    "operation %s is due in %s, where nothing runs".formatted(before.id(), before.state()));
        }
        var running = new RunningStep(before, leases, clock, this::saveRemembered);
        var tooOften = judge.beforeTrying(
                before.progress().attempt(), before.setbacks().deaths());
        if (tooOften.isEmpty()) {
            if (first) {
                noteBeginning(before);
            }
            leases.stepBegins(before);
        }
        var verdict = tooOften.orElseGet(
                () -> judge.judge(outcome(name, running), before.progress().attempt(), clock.instant())
                        .with(running.observed()));
        var run = tooOften.isPresent() ? null : running.report();
        var target = verdict.signal() == null ? before.state() : fire(machine, verdict.signal());
        meters.counter("spot.steps", "workflow", workflow.name(), "step", name, "event", verdict.event())
                .increment();
        tell(name, target, verdict, running.operation());
        try {
            return saveStep(running.operation(), now -> lastWord(clerk.afterStep(now, verdict, target, run)));
        } catch (DataIntegrityViolationException e) {
            machine.moveTo(before.state());
            return saveRefusal(running.operation(), machine, run, e);
        }
    }

    /** An outcome that the database will not take counts as a try, or the step would run for ever. */
    private Change saveRefusal(
            Operation before, WorkflowMachine machine, @Nullable StepRun run, DataIntegrityViolationException refusal) {
        log.error("the outcome of a step cannot be saved; the step is tried again", refusal);
        var outcome = new StepOutcome.Retry("the step's outcome could not be saved");
        var verdict = judge.judge(outcome, before.progress().attempt(), clock.instant());
        var target = verdict.signal() == null ? before.state() : fire(machine, verdict.signal());
        return saveStep(before, now -> lastWord(clerk.afterStep(now, verdict, target, run)));
    }

    private Change saveStep(Operation before, Function<Operation, Change> decide) {
        var saved = save(before, decide);
        leases.stepSaved(before);
        return saved;
    }

    private StepOutcome outcome(String name, RunningStep running) {
        try {
            return Objects.requireNonNull(workflow.steps().get(name)).run(running);
        } catch (LeaseLostException | DataAccessResourceFailureException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("step {} failed in a way it does not know; it is tried again", name, e);
            return new StepOutcome.Retry("the step failed unexpectedly: " + e);
        }
    }

    private Change applyAction(Operation before, WorkflowMachine machine, AskedAction asked) {
        var target = target(before, machine, asked.signal());
        log.info(
                "{} asked by {}: {}",
                asked.signal(),
                asked.actor(),
                target == null ? "not possible any more" : "to " + target);
        return save(before, now -> lastWord(clerk.afterAction(now, asked, target)));
    }

    private @Nullable String target(Operation before, WorkflowMachine machine, Signal action) {
        var blockedIn =
                before.progress().facts().path(BlockedOperations.BLOCKED_IN).asString("");
        if (workflow.table().startsAnew(blockedIn)) {
            machine.moveTo(blockedIn);
            if (action == Signal.RETRY) {
                return blockedIn;
            }
        }
        var target = machine.fire(action).orElse(null);
        if (target == null) {
            machine.moveTo(before.state());
        }
        return target;
    }

    private String fire(WorkflowMachine machine, Signal signal) {
        return machine.fire(signal)
                .orElseThrow(
                        () -> new IllegalStateException("%s has no exit for %s".formatted(machine.state(), signal)));
    }

    private Operation saveRemembered(Operation before, Verdict verdict) {
        return save(before, now -> clerk.remembering(now, verdict)).applied();
    }

    /** Decides again on the row's new version when an operator's wish came in between; what a step did stays true. */
    private Change save(Operation before, Function<Operation, Change> decide) {
        var operation = before;
        var lock = new LockedRow();
        try {
            while (true) {
                var change = decide.apply(operation);
                switch (store.save(change)) {
                    case SAVED -> {
                        tellRecovery(change);
                        events.changed(OperationChanged.of(change.applied()));
                        return change;
                    }
                    case SUPERSEDED -> // read under our own claim, or we would write under another's fence
                        operation = store.reread(before.id(), before.hold())
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
            log.info("the operation goes on again, after {} failures outside of its steps", failures);
        }
    }

    /** A worker that is to stop hands its operation on instead of running the next step. */
    private Change lastWord(Change change) {
        return draining.getAsBoolean() && change.next() instanceof Continuation.KeepLease
                ? new Change(change.before(), change.after(), new Continuation.Later(Duration.ZERO), change.entry())
                : change;
    }

    /** What went well is in the history; the log tells how an operation ended and what did not go well. */
    private void tell(String step, String target, Verdict verdict, Operation operation) {
        if (verdict.cause() != null) {
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
