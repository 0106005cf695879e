package io.spotmanager.workflow.step;

/**
 * One step of a workflow. It reads the world, decides, acts and reads again. It may be run again at any time, also
 * after a crash in the middle of an earlier run, so it must find out what is already so before it acts.
 */
@FunctionalInterface
public interface Step {
    /**
     * Runs outside of any transaction.
     *
     * @throws LeaseLostException through {@link StepContext#requireLease()}; the run is then abandoned without a trace
     * @throws RuntimeException for a defect only: it counts as an attempt and is retried
     */
    StepOutcome run(StepContext context);
}
