package io.spotmanager.workflow.execution;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** One run of a step: its context, and the calls and observations that it leaves for the history. */
final class StepExecution implements StepContext {
    private final WorkerLease leases;
    private final UUID worker;
    private final InstantSource clock;
    private final Instant startedAt;
    private final BiFunction<Operation, StepDecision, Operation> save;
    private final List<StepReport.Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Object> observed = new ConcurrentHashMap<>();
    private Operation operation;

    /** @param save saves facts during the step and returns the operation's new version */
    StepExecution(
            Operation operation,
            WorkerLease leases,
            InstantSource clock,
            BiFunction<Operation, StepDecision, Operation> save) {
        this.operation = operation;
        this.leases = leases;
        this.worker = java.util.Objects.requireNonNull(operation.lease().worker());
        this.clock = clock;
        this.startedAt = clock.instant();
        this.save = save;
    }

    Operation operation() {
        return operation;
    }

    StepReport report() {
        return new StepReport(List.copyOf(calls), Duration.between(startedAt, clock.instant()));
    }

    @Override
    public UUID operationId() {
        return operation.id();
    }

    @Override
    public String subject() {
        return operation.command().subject();
    }

    @Override
    public <T> T request(Class<T> type) {
        return Json.MAPPER.treeToValue(operation.command().request(), type);
    }

    @Override
    public JsonNode facts() {
        return operation.progress().facts();
    }

    @Override
    public int attempt() {
        return operation.progress().attempt();
    }

    @Override
    public Instant enteredAt() {
        return operation.times().enteredAt();
    }

    @Override
    public Optional<Instant> interruptedAt() {
        return Optional.ofNullable(operation.times().interruptedAt());
    }

    @Override
    public void requireLease() {
        if (!holdsLease()) {
            throw new LeaseLostException(operation.id());
        }
    }

    @Override
    public boolean holdsLease() {
        return leases.isValid(worker);
    }

    @Override
    public void saveProgress(String what, Map<String, ?> facts) {
        requireLease();
        var noted = new StepDecision(
                "NOTED", null, what, facts, operation.progress().attempt(), Duration.ZERO);
        operation = save.apply(operation, noted);
    }

    Map<String, ?> observed() {
        return Map.copyOf(observed);
    }

    @Override
    public void observed(String fact, Object value) {
        observed.put(fact, value);
    }

    @Override
    public void recordCall(String command, String answer, Duration took) {
        calls.add(new StepReport.Call(command, answer, took));
    }
}
