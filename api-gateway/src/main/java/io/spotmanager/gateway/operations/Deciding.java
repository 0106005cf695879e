package io.spotmanager.gateway.operations;

import io.spotmanager.gateway.operations.DecisionBody.Decision;
import io.spotmanager.gateway.operations.DecisionOutcome.Result;
import io.spotmanager.gateway.security.rights.CallerLimits;
import io.spotmanager.workflow.event.OperationChanged;
import io.spotmanager.workflow.event.OperationEvents;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.CommandOrigin;
import io.spotmanager.workflow.operation.ExpectedState;
import io.spotmanager.workflow.operation.Operation;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.operation.OperatorActions.Answer;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.outbox.OutboxRelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * Decides several operations, each by itself: one that is refused holds up no other. An operation that is not as its operator saw it is left
 * alone. The key of the request goes into the history of each, so that a request that is sent again is known there and decides nothing twice.
 */
@Component
class Deciding {
    /** Below the time-out of the board, also with a few rows that other sessions have locked. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final OperationStore store;
    private final OperatorActions actions;
    private final OutboxRelay dispatcher;
    private final OperationEvents events;
    private final CallerLimits limits;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Deciding(
            OperationStore store,
            OperatorActions actions,
            OutboxRelay dispatcher,
            OperationEvents events,
            CallerLimits limits,
            JdbcClient jdbc,
            InstantSource clock) {
        this.store = store;
        this.actions = actions;
        this.dispatcher = dispatcher;
        this.events = events;
        this.limits = limits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Stores the actions, in the order of the request. Blocks for about 30 s at most; what was not reached by then is not tried.
     *
     * @param key of the request
     */
    List<DecisionOutcome> decide(DecisionBody body, String key, Authentication user) {
        var until = clock.instant().plus(LONGEST);
        var origin = Optional.ofNullable(RequestCaller.origin())
                .map(from -> from.decidedWith(key))
                .orElse(null);
        var outcomes = new ArrayList<DecisionOutcome>();
        for (var decision : body.decisions()) {
            outcomes.add(
                    clock.instant().isAfter(until)
                            ? new DecisionOutcome(
                                    decision.id(),
                                    null,
                                    Result.NOT_TRIED,
                                    "The time of the request was over. Send it again with the same key.")
                            : decide(decision, body.reason(), key, origin, user));
        }
        return outcomes;
    }

    private DecisionOutcome decide(
            Decision decision, String reason, String key, @Nullable CommandOrigin origin, Authentication user) {
        var found = store.find(decision.id());
        if (found.isEmpty()) {
            return unknown(decision.id());
        }
        var operation = found.get();
        var signal = signal(decision.action());
        if (signal.isEmpty()) {
            return refused(
                    operation,
                    "There is no action %s. The actions are RETRY, ROLL_BACK, SKIP, ADOPT and CANCEL."
                            .formatted(decision.action()));
        }
        var limited = limits.refused(user, operation.command());
        if (limited.isPresent()) {
            return refused(operation, limited.get());
        }
        if (isDecided(operation.id(), signal.get(), user.getName(), key)) {
            return accepted(operation);
        }
        var request = new OperatorRequest(signal.get(), user.getName(), reason);
        var expected = new ExpectedState(decision.state(), decision.enteredAt());
        return switch (actions.submit(operation.id(), request, expected, origin)) {
            case Answer.Asked(long outboxId, var command) -> {
                dispatcher.dispatch(outboxId, command);
                store.find(operation.id()).map(OperationChanged::of).ifPresent(events::changed);
                yield accepted(operation);
            }
            // The same request may have been faster: a double click.
            case Answer.MovedOn(var now) ->
                isDecided(now.id(), signal.get(), user.getName(), key) ? accepted(now) : changed(now);
            case Answer.NotAllowed(var now) ->
                isDecided(now.id(), signal.get(), user.getName(), key) ? accepted(now) : notAllowed(now, signal.get());
            case Answer.Locked(var now) ->
                new DecisionOutcome(
                        now.id(),
                        now.command().subject(),
                        Result.NOT_TRIED,
                        "Another database session has locked the row of the operation. Send the request again with the same key.");
            case Answer.Unknown() -> unknown(operation.id());
        };
    }

    /** Reads the entries of one operation, by their primary key. */
    private boolean isDecided(UUID operation, Signal signal, String person, String key) {
        return jdbc.sql("""
                select exists (
                    select from audit_entry
                    where operation_id = :operation and event = :event and actor = :person
                      and detail -> 'origin' ->> 'decision' = :key)
                """)
                .param("operation", operation)
                .param("event", "ASKED_" + signal)
                .param("person", person)
                .param("key", key)
                .query(Boolean.class)
                .single();
    }

    private static DecisionOutcome accepted(Operation operation) {
        return new DecisionOutcome(operation.id(), operation.command().subject(), Result.ACCEPTED, null);
    }

    private static DecisionOutcome refused(Operation operation, String why) {
        return new DecisionOutcome(operation.id(), operation.command().subject(), Result.REFUSED, why);
    }

    private static DecisionOutcome unknown(UUID id) {
        return new DecisionOutcome(id, null, Result.REFUSED, "There is no operation %s.".formatted(id));
    }

    private static DecisionOutcome changed(Operation now) {
        return new DecisionOutcome(
                now.id(),
                now.command().subject(),
                Result.CHANGED,
                "It is in state %s since %s.".formatted(now.state(), now.times().enteredAt()));
    }

    private static DecisionOutcome notAllowed(Operation now, Signal signal) {
        var pending = now.progress().asked();
        return pending != null
                ? new DecisionOutcome(
                        now.id(),
                        now.command().subject(),
                        Result.CHANGED,
                        "%s has requested %s, and no worker has done it yet."
                                .formatted(pending.actor(), pending.signal()))
                : refused(
                        now,
                        "The state %s allows %s, and not %s."
                                .formatted(
                                        now.state(),
                                        now.open() ? now.progress().actions() : "no action, because it is an end",
                                        signal));
    }

    private static Optional<Signal> signal(String action) {
        return Arrays.stream(Signal.values())
                .filter(Signal::byOperator)
                .filter(signal -> signal.name().equals(action))
                .findFirst();
    }
}
