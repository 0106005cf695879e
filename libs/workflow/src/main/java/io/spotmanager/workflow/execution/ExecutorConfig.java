package io.spotmanager.workflow.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.spotmanager.workflow.step.Workflow;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What an executor needs besides the database.
 *
 * @param worker the worker's name, for the history
 * @param random for the jitter between attempts
 */
public record ExecutorConfig(
        Workflow workflow,
        String worker,
        ExecutionSettings settings,
        InstantSource clock,
        RandomGenerator random,
        MeterRegistry meters) {}
