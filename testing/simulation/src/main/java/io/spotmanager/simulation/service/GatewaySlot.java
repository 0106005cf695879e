package io.spotmanager.simulation.service;

import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.NewOperation.Idempotency;
import io.spotmanager.workflow.operation.OperationStore;
import io.spotmanager.workflow.operation.OperationSubmission;
import io.spotmanager.workflow.operation.OperatorActions;
import io.spotmanager.workflow.operation.OperatorRequest;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DataAccessException;

/** A gateway, and the clients that send it commands until they have an answer. */
final class GatewaySlot extends ProcessSlot {
    private static final Duration CLIENT_TRIES_AGAIN = Duration.ofSeconds(3);
    private static final int TRIES = 40;

    /** What a client wants. */
    record Wish(int number, String kind, String host, Object request) {}

    private final List<Wish> unanswered = new ArrayList<>();
    private final Map<Wish, UUID> accepted = new HashMap<>();

    GatewaySlot(Parts parts, String name, int session) {
        super(parts, name, session);
    }

    @Override
    void start() {
        List.copyOf(unanswered).forEach(this::send);
    }

    /** Accepted commands, with the operations that they became. */
    Map<Wish, UUID> accepted() {
        return accepted;
    }

    void submit(Wish wish) {
        unanswered.add(wish);
        if (common().life().isAlive()) {
            send(wish);
        }
    }

    private void send(Wish wish) {
        parts().scheduler().start(common().life(), "request " + wish.number(), () -> answer(wish));
    }

    /** As {@code CommandService} does; the client repeats with the same idempotency key. */
    private void answer(Wish wish) {
        var common = common();
        var scheduler = parts().scheduler();
        var submission = new OperationSubmission(common.jdbc(), common.clock());
        for (var tries = 0; tries < TRIES; tries++) {
            try {
                var result = submission.accept(operation(wish));
                if (result instanceof SubmissionResult.Accepted taken) {
                    if (taken.due()) {
                        common.relay().dispatch(taken.outboxId(), taken.command());
                    }
                    done(wish, taken.operationId());
                    return;
                }
                if (result instanceof SubmissionResult.Replayed(var id, var state)) {
                    done(wish, id);
                    return;
                }
            } catch (DataAccessException e) {
                scheduler.tell(name(), "answers 503");
            }
            scheduler.sleep(CLIENT_TRIES_AGAIN);
        }
        unanswered.remove(wish);
    }

    private void done(Wish wish, UUID operation) {
        unanswered.remove(wish);
        accepted.put(wish, operation);
    }

    private NewOperation operation(Wish wish) {
        var key = "key " + wish.number();
        return new NewOperation(
                new UUID(wish.number(), parts().scheduler().choices().nextLong()),
                new Command(
                        wish.kind(),
                        wish.host(),
                        Json.MAPPER.valueToTree(wish.request()),
                        "olga",
                        "customer asked",
                        null),
                List.of("RETRY", "CANCEL"),
                new Idempotency(key, key));
    }

    /** An operator asks for something; what is not possible is refused. */
    void ask(UUID operation, Signal signal, String operator) {
        if (!common().life().isAlive()) {
            return;
        }
        parts().scheduler().startAtOnce(common().life(), "action " + signal, () -> {
            var common = common();
            try {
                var answer = new OperatorActions(
                                common.jdbc(),
                                new OperationStore(common.jdbc()),
                                common.clock(),
                                parts().scheduler()::sleep)
                        .submit(operation, new OperatorRequest(signal, operator, "decided"));
                if (answer instanceof OperatorActions.Answer.Asked asked) {
                    common.relay().dispatch(asked.outboxId(), asked.command());
                    parts().scheduler().tell(operator, "asked for " + signal);
                }
            } catch (DataAccessException | IllegalStateException e) {
                parts().scheduler().tell(name(), "answers 503 to " + operator);
            }
        });
    }
}
