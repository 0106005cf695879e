package io.spotmanager.simulation.history;

import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.engine.Actor;
import io.spotmanager.simulation.engine.Fault;
import io.spotmanager.simulation.engine.FaultSource;
import io.spotmanager.simulation.engine.PlannedFault;
import io.spotmanager.simulation.engine.PointKind;
import io.spotmanager.simulation.engine.Scheduler;
import io.spotmanager.simulation.service.Installation;
import io.spotmanager.simulation.service.Kinds;
import io.spotmanager.simulation.service.Surgery;
import io.spotmanager.workflow.machine.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs histories on one database, one after the other. */
public final class HistoryRunner {
    private static final Duration ROW_LOCKED = Duration.ofSeconds(40);
    private static final Duration CLOCK_WRONG = Duration.ofSeconds(61);
    private static final Duration LAST_LOOK = Duration.ofSeconds(1);
    private static final int MORE_THAN_ANY_HISTORY = 3_000;
    private static final int MORE_THAN_ANY_OPERATION = 200;

    private final SimulationDatabase database;
    private final Surgery surgery;

    public HistoryRunner(SimulationDatabase database, Surgery surgery) {
        this.database = database;
        this.surgery = surgery;
        surgery.schema().forEach(statement -> database.own().sql(statement).update());
    }

    /** Runs a history with exactly the faults of its plan. */
    public Outcome run(Plan plan) {
        return run(plan, FaultSource.planned(plan.faults()));
    }

    /** Runs a history with the faults of a source; the outcome's plan has those that happened. */
    public Outcome run(Plan plan, FaultSource faults) {
        database.clear();
        var scheduler = new Scheduler(plan.seed(), plan.switching(), faults, plan.pause());
        var installation = new Installation(
                scheduler,
                database,
                surgery,
                new Kinds(
                        plan.has(Command.Move.class),
                        plan.has(Command.Place.class),
                        plan.has(Command.Withdraw.class),
                        plan.has(Command.Drain.class),
                        plan.has(Command.Launch.class),
                        plan.has(Command.Retire.class),
                        plan.has(Command.RetireAndMove.class),
                        plan.has(Command.Adopt.class),
                        plan.has(Command.AttachFirewall.class)));
        plan.hosts().forEach(installation.world()::place);
        plan.commands().forEach(command -> {
            if (command instanceof Command.Adopt(var at, var host)) {
                installation.carryVmOfSomebody(host);
            } else if (command instanceof Command.AttachFirewall(var at, var host)) {
                installation.world().vms().carryWithoutFirewall(host);
            } else if (command instanceof Command.Retire(var at, var host) && !plan.has(Command.Adopt.class)) {
                installation.carryVm(host);
            } else if (command instanceof Command.RetireAndMove retirement) {
                installation.carryVm(retirement.host());
            }
            if (command instanceof Command.Drain drain && drain.vmGone().isPositive()) {
                installation.world().occupy(drain.host());
                scheduler.later(drain.vmGone(), () -> installation.world().leave(drain.host()));
            }
        });
        scheduler.surroundedBy((fault, at) -> happen(fault, at, scheduler, installation));
        var violations = new ArrayList<String>();
        try {
            installation.start();
            schedule(plan, scheduler, installation);
            settle(plan, scheduler, installation);
            violations.addAll(new Invariants(plan, installation, scheduler).violations());
        } catch (IllegalStateException e) {
            violations.add("the history stopped: %s%s"
                    .formatted(e.getMessage(), e.getCause() == null ? "" : ": " + trace(e.getCause())));
        } finally {
            installation.end();
        }
        var operations = Ended.read(database.own());
        return new Outcome(
                plan.withFaults(scheduler.injected()),
                List.copyOf(violations),
                List.copyOf(scheduler.points()),
                List.copyOf(scheduler.events()),
                operations.stream().map(Ended::toString).toList(),
                operations.stream().anyMatch(Ended::open));
    }

    private static String trace(Throwable cause) {
        return cause + " at " + Stream.of(cause.getStackTrace()).limit(8).toList();
    }

    private static void schedule(Plan plan, Scheduler scheduler, Installation installation) {
        var number = 0;
        for (var command : plan.commands()) {
            var own = ++number;
            scheduler.later(command.at(), () -> {
                switch (command) {
                    case Command.Move(var at, var host, var source, var target) ->
                        installation.submitMove(own, host, source, target);
                    case Command.Place(var at, var host, var target) -> installation.submitPlacement(own, host, target);
                    case Command.Withdraw(var at, var host, var source) ->
                        installation.submitWithdrawal(own, host, source);
                    case Command.Drain(var at, var host, var source, var target, var gone) ->
                        installation.submitDrain(own, host, source, target);
                    case Command.Launch(var at, var host) -> installation.submitLaunch(own, host);
                    case Command.Retire(var at, var host) -> installation.submitRetirement(own, host);
                    case Command.RetireAndMove(var at, var host, var source, var target) ->
                        installation.submitRetirementAndMove(own, host, source, target);
                    case Command.Adopt(var at, var host) -> installation.submitAdoption(own, host);
                    case Command.AttachFirewall(var at, var host) -> installation.submitFirewall(own, host);
                    case Command.Ask(var at, var host, var signal) ->
                        installation.ask(Optional.of(host), signal, "operator");
                }
            });
        }
    }

    /** Lets everything happen that is still to come. */
    private void settle(Plan plan, Scheduler scheduler, Installation installation) {
        var finishing = new ArrayList<>(plan.finishing());
        var resting = false;
        var deliveries = 0L;
        var faults = 0;
        var most = MORE_THAN_ANY_HISTORY + plan.commands().size() * MORE_THAN_ANY_OPERATION;
        for (var turns = 0; turns < most; turns++) {
            scheduler.runAll();
            var delivered = scheduler.points().stream()
                    .filter(point -> point.kind() == PointKind.DELIVERY)
                    .count();
            // A fault in the last look may have kept it from bringing something up.
            var injected = scheduler.injected().size();
            resting = resting && delivered == deliveries && injected == faults;
            deliveries = delivered;
            faults = injected;
            var prospect = installation.prospect();
            // The sweep may have released an operation after the relay had looked.
            resting = resting && !prospect.due();
            if (prospect.stalled()
                    && scheduler.injected().stream().map(PlannedFault::fault).noneMatch(Fault::maySetBackACommand)) {
                installation.complaints().add("an operation stood still although no command was lost");
            }
            var next = Stream.concat(scheduler.nextTime().stream(), Stream.ofNullable(prospect.next()))
                    .min(Instant::compareTo);
            if (next.isPresent()) {
                resting = false;
                leap(next.get(), scheduler, installation);
            } else if (!resting) {
                resting = true; // unless this last look at everything brings something up
                scheduler.advanceTo(scheduler.time().instant().plus(LAST_LOOK));
                installation.round();
            } else if (!finishing.isEmpty()
                    && installation.open(Optional.empty()).isPresent()) {
                resting = false;
                installation.ask(Optional.empty(), finishing.removeFirst(), "operator");
            } else {
                return;
            }
        }
        throw new IllegalStateException("it does not come to rest: %s".formatted(Ended.read(database.own())));
    }

    private static void leap(Instant then, Scheduler scheduler, Installation installation) {
        var far = then.isAfter(scheduler.time().instant().plus(Duration.ofMillis(90)));
        scheduler.advanceTo(then);
        if (far) {
            installation.round();
        }
        scheduler.fireTimers();
    }

    private void happen(Fault fault, Actor at, Scheduler scheduler, Installation installation) {
        var none = Optional.<String>empty();
        switch (fault) {
            case ROW_LOCKED ->
                installation.open(none).ifPresent(operation -> {
                    database.lock(operation);
                    scheduler.later(ROW_LOCKED, database::unlock);
                });
            case CLOCK_AHEAD -> installation.setClock(at.process().name(), CLOCK_WRONG);
            case CLOCK_BEHIND -> installation.setClock(at.process().name(), CLOCK_WRONG.negated());
            case OPERATOR_RETRY -> installation.ask(none, Signal.RETRY, "operator");
            case OPERATOR_ROLL_BACK -> installation.ask(none, Signal.ROLL_BACK, "operator");
            case OPERATOR_SKIP -> installation.ask(none, Signal.SKIP, "operator");
            case OPERATOR_ADOPT -> installation.ask(none, Signal.ADOPT, "operator");
            case OPERATOR_CANCEL -> installation.ask(none, Signal.CANCEL, "operator");
            case TWO_OPERATORS -> {
                installation.ask(none, Signal.ROLL_BACK, "operator");
                installation.ask(none, Signal.ADOPT, "another operator");
            }
            case OTHER_RELEASE -> installation.joinOfOtherRelease();
            default -> throw new IllegalArgumentException(fault + " is not done by others");
        }
    }
}
