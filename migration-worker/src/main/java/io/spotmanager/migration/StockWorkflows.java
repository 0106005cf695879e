package io.spotmanager.migration;

import io.spotmanager.domain.compute.ComputeCloud;
import io.spotmanager.domain.pool.GpuTypes;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.moves.AdoptPlacement;
import io.spotmanager.workflow.externalcall.CallLimits;
import io.spotmanager.workflow.externalcall.ExternalCalls;
import io.spotmanager.workflow.externalcall.PollInterval;
import io.spotmanager.workflow.step.Step;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;

/**
 * Placing a host that is in no pool, withdrawing one from its pool, and waiting until one is empty: each table with its steps.
 *
 * @param types as the names of hosts have them
 * @param lateEffectWindow how long Nova may still carry out a call without a clear answer; longer than a call may take
 */
public record StockWorkflows(
        ComputeCloud nova, PoolNaming naming, GpuTypes types, Duration lateEffectWindow, InstantSource clock) {

    /** A VM may stay for weeks. */
    private static final PollInterval PATIENT = new PollInterval(Duration.ofSeconds(5), Duration.ofMinutes(5));

    public Workflow placement() {
        return new Workflow(
                PlaceTable.TABLE,
                Map.of(
                        PlaceTable.VALIDATE, placing(Placing::validate),
                        PlaceTable.ADD_HOST, placing(Placing::addHost),
                        PlaceTable.ENABLE_SERVICE, placing(Placing::enableService),
                        PlaceTable.VERIFY, placing(Placing::verify),
                        PlaceTable.RESTORE, placing(Placing::restore),
                        PlaceTable.ADOPT_PLACEMENT, placing(placing -> AdoptPlacement.run(placing.move()))),
                StockActions.OF_PLACEMENT,
                PlaceTitles.TITLES,
                lateEffectWindow);
    }

    public Workflow withdrawal() {
        return new Workflow(
                WithdrawTable.TABLE,
                Map.of(
                        WithdrawTable.VALIDATE, withdrawing(Withdrawal::validate),
                        WithdrawTable.DISABLE_SERVICE, withdrawing(Withdrawal::disableService),
                        WithdrawTable.REMOVE_HOST, withdrawing(Withdrawal::removeHost),
                        WithdrawTable.VERIFY, withdrawing(Withdrawal::verify),
                        WithdrawTable.RESTORE, withdrawing(Withdrawal::restore),
                        WithdrawTable.ADOPT_PLACEMENT,
                                withdrawing(withdrawal -> AdoptPlacement.run(withdrawal.move()))),
                StockActions.OF_WITHDRAWAL,
                WithdrawTitles.TITLES,
                lateEffectWindow);
    }

    /** A move or a withdrawal that waits until its host is empty. */
    public Workflow drain() {
        return new Workflow(
                DrainTable.TABLE,
                Map.of(
                        DrainTable.VALIDATE, draining(Draining::validate),
                        DrainTable.CLOSE_HOST, draining(Draining::close),
                        DrainTable.AWAIT_EMPTY, draining(Draining::awaitEmpty),
                        DrainTable.REMOVE_HOST, draining(Draining::remove),
                        DrainTable.ADD_HOST, draining(Draining::add),
                        DrainTable.SETTLE_SERVICE, draining(Draining::settleService),
                        DrainTable.VERIFY, draining(Draining::verify),
                        DrainTable.RESTORE, draining(Draining::restore),
                        DrainTable.ADOPT_PLACEMENT, draining(Draining::adopt)),
                new DrainActions(),
                DrainTitles.TITLES,
                lateEffectWindow);
    }

    private Step placing(Function<Placing, StepOutcome> run) {
        return context -> run.apply(Placing.of(nova, naming, types, new ExternalCalls(context, limits(), clock)));
    }

    private Step withdrawing(Function<Withdrawal, StepOutcome> run) {
        return context -> run.apply(Withdrawal.of(nova, naming, new ExternalCalls(context, limits(), clock)));
    }

    private Step draining(Function<Draining, StepOutcome> run) {
        return context -> run.apply(Draining.of(nova, naming, new ExternalCalls(context, limits(PATIENT), clock)));
    }

    private CallLimits limits() {
        return limits(PollInterval.STANDARD);
    }

    private CallLimits limits(PollInterval poll) {
        return new CallLimits(lateEffectWindow, MigrationWorkflow.LONGEST_WAIT, Duration.ZERO, poll);
    }
}
