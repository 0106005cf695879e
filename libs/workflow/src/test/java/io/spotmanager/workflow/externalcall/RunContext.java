package io.spotmanager.workflow.externalcall;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.step.LeaseLostException;
import io.spotmanager.workflow.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The run of a step in memory. */
final class RunContext implements StepContext {
    private final UUID id = UUID.randomUUID();
    private final ObjectNode facts = Json.MAPPER.createObjectNode();
    private final Instant enteredAt;
    final List<String> recorded = new ArrayList<>();
    boolean leaseHeld = true;

    @Nullable
    Instant interruptedAt;

    RunContext(Instant enteredAt) {
        this.enteredAt = enteredAt;
    }

    @Override
    public UUID operationId() {
        return id;
    }

    @Override
    public String subject() {
        return "H1";
    }

    @Override
    public <T> T request(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode facts() {
        return facts;
    }

    @Override
    public int attempt() {
        return 0;
    }

    @Override
    public Instant enteredAt() {
        return enteredAt;
    }

    @Override
    public Optional<Instant> interruptedAt() {
        return Optional.ofNullable(interruptedAt);
    }

    @Override
    public void requireLease() {
        if (!leaseHeld) {
            throw new LeaseLostException(id);
        }
    }

    @Override
    public boolean holdsLease() {
        return leaseHeld;
    }

    @Override
    public void saveProgress(String what, Map<String, ?> more) {
        requireLease();
        facts.setAll((ObjectNode) Json.MAPPER.valueToTree(more));
    }

    @Override
    public void observed(String fact, Object value) {}

    @Override
    public void recordCall(String command, String answer, Duration took) {
        recorded.add("%s: %s (%s)".formatted(command, answer, took));
    }
}
