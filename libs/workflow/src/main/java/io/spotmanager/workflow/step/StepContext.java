package io.spotmanager.workflow.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What a step may know and do about the operation that it runs for. */
public interface StepContext {
    UUID operationId();

    /** What the operation holds for itself; for a move, the host. */
    String subject();

    /** The accepted command. */
    <T> T request(Class<T> type);

    /** What earlier steps learned. */
    JsonNode facts();

    /** Tries of this step before this one, from 0. */
    int attempt();

    /** Since when the operation is in this state; for deadlines. */
    Instant enteredAt();

    /**
     * When a worker last lost this operation in the middle of a step: a call that it had sent may be carried out after
     * that. Empty if none did.
     */
    Optional<Instant> interruptedAt();

    /**
     * To be called right before every change of the outside world: a worker that was paused must not act on a lease
     * that another one may hold by now.
     *
     * @throws LeaseLostException if the lease can no longer be relied on
     */
    void requireLease();

    /** Whether the lease can still be relied on; for a last look right before a request leaves the process. */
    boolean holdsLease();

    /**
     * Saves facts before the step is over, so that they survive a crash in what follows (an intent, an id received).
     *
     * @throws LeaseLostException if another worker holds the operation by now; nothing was saved
     */
    void saveProgress(String what, Map<String, ?> facts);

    /**
     * Notes what a cloud showed. It becomes a fact when the outcome of this run is saved, whatever that is; the latest
     * value of a fact stands. Does not write anything itself.
     */
    void observed(String fact, Object value);

    /**
     * Notes an external call for the history.
     *
     * @param command its equivalent on a command line, without secrets
     */
    void recordCall(String command, String answer, Duration took);
}
