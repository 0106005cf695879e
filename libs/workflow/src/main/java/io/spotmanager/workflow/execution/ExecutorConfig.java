package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.domain.trace.Tracing;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.operation.Pause;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What an executor needs besides the database.
 *
 * @param machine says where the workflow's operations go next
 * @param worker the worker's name, for the history
 * @param random for the jitter between attempts
 * @param pause how a thread waits for a locked row
 * @param tracing of the executions
 */
public record ExecutorConfig(
        Workflow workflow,
        WorkflowMachine machine,
        String worker,
        ExecutionSettings settings,
        InstantSource clock,
        RandomGenerator random,
        MeterRegistry meters,
        Pause pause,
        Tracing tracing) {
    /** Without traces. */
    public ExecutorConfig(
            Workflow workflow,
            WorkflowMachine machine,
            String worker,
            ExecutionSettings settings,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry meters,
            Pause pause) {
        this(workflow, machine, worker, settings, clock, random, meters, pause, Tracing.OFF);
    }

    /** Waits in real time, without traces. */
    public ExecutorConfig(
            Workflow workflow,
            WorkflowMachine machine,
            String worker,
            ExecutionSettings settings,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this(workflow, machine, worker, settings, clock, random, meters, Pause.REAL);
    }

    /** With the default settings of the state machine. */
    public ExecutorConfig(
            Workflow workflow,
            String worker,
            ExecutionSettings settings,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry meters) {
        this(
                workflow,
                WorkflowMachine.of(workflow.table(), StateMachineSettings.DEFAULT),
                worker,
                settings,
                clock,
                random,
                meters);
    }
}
