package io.spotmanager.testkit;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a single step runs in, without kernel and database; notes in a transcript when it asked for the lease. */
public final class FakeStepContext implements StepContext {
    private static final String LEASE = "lease";

    private final UUID id = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0001L);
    private final String subject;
    private final List<String> transcript;
    private final List<String> told = new ArrayList<>();
    private final ObjectNode facts = Json.MAPPER.createObjectNode();
    private Object request;
    private Instant enteredAt = Instant.EPOCH;
    private boolean leaseLost;
    private @Nullable Instant interruptedAt;

    /** @param transcript where the clouds of the same test note their calls */
    public FakeStepContext(String subject, Object request, List<String> transcript) {
        this.subject = subject;
        this.request = request;
        this.transcript = transcript;
    }

    public void requested(Object other) {
        request = other;
    }

    public void entered(Instant when) {
        enteredAt = when;
    }

    /** A worker before this one died in the middle of the step. */
    public void interrupted(Instant when) {
        interruptedAt = when;
    }

    public void loseLease() {
        leaseLost = true;
    }

    public void know(Map<String, ?> more) {
        facts.setAll((ObjectNode) Json.MAPPER.valueToTree(more));
    }

    /** The calls that went into the history, in order. */
    public List<String> told() {
        return told;
    }

    /** What the clouds were asked for, in order, without what else stands in the transcript. */
    public List<String> asked() {
        return transcript.stream().filter(line -> !line.equals(LEASE)).toList();
    }

    /** Calls that changed something although the lease had not been asked for right before. */
    public List<String> changesWithoutLease(Predicate<String> isChange) {
        var bare = new ArrayList<String>();
        for (var i = 0; i < transcript.size(); i++) {
            if (isChange.test(transcript.get(i))
                    && (i == 0 || !transcript.get(i - 1).equals(LEASE))) {
                bare.add(transcript.get(i));
            }
        }
        return bare;
    }

    @Override
    public UUID operationId() {
        return id;
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public <T> T request(Class<T> type) {
        var asStored = Json.MAPPER.writeValueAsString(request);
        return Json.MAPPER.readValue(asStored, type);
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
        transcript.add(LEASE);
        if (leaseLost) {
            throw new LeaseLostException(id);
        }
    }

    @Override
    public boolean holdsLease() {
        return !leaseLost;
    }

    @Override
    public void saveProgress(String what, Map<String, ?> more) {
        requireLease();
        know(more);
    }

    @Override
    public void observed(String fact, Object value) {
        know(Map.of(fact, value));
    }

    @Override
    public void recordCall(String command, String answer, Duration took) {
        told.add(command);
    }
}
