package io.spotmanager.workflow.outbox;

import io.spotmanager.workflow.batch.Batcher;
import io.spotmanager.workflow.messaging.CommandMessage;
import io.spotmanager.workflow.messaging.ConfirmedPublisher;
import io.spotmanager.workflow.operation.AcceptedCommand;
import io.spotmanager.workflow.operation.OutageLog;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Publishes commands from the outbox to the broker. The fast path publishes right after a commit. The relay publishes commands that
 * are due later, and those that a crash or an outage of the broker left behind.
 */
public final class OutboxRelay {
    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Duration HIDDEN = Duration.ofSeconds(3);
    private static final int MOST = 500;

    /** Much shorter than the delay after which the relay publishes a command itself; long enough for several to share a commit. */
    private static final Duration LINGER = Duration.ofMillis(50);

    private final OutageLog brokerOutage = new OutageLog(log, "The broker confirms commands from the outbox again");
    private final OutageLog databaseOutage = new OutageLog(log, "The outbox can be read again");
    private final Outbox outbox;
    private final ConfirmedPublisher publisher;
    private final Executor threads;
    private final Batcher<Long> published;

    public OutboxRelay(Outbox outbox, ConfirmedPublisher publisher, ExecutorService threads) {
        this(
                outbox,
                publisher,
                threads,
                CompletableFuture.delayedExecutor(LINGER.toMillis(), TimeUnit.MILLISECONDS, threads));
    }

    /**
     * @param threads publishes commands of the fast path
     * @param later runs what it is given a few milliseconds later
     */
    public OutboxRelay(Outbox outbox, ConfirmedPublisher publisher, Executor threads, Executor later) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.threads = threads;
        this.published = new Batcher<>(later, MOST, this::remove);
    }

    /** Publishes the command of a row that was just committed. Returns at once; does not wait for the broker. */
    public void dispatch(long outboxId, AcceptedCommand accepted) {
        threads.execute(() -> publisher
                .sendCommand(
                        outboxId,
                        CommandMessage.of(accepted),
                        accepted.command().kind())
                .thenAccept(taken -> {
                    if (taken) {
                        published.add(outboxId);
                    }
                }));
    }

    /** Nobody waits for this. If it fails, the command is published once more, which is harmless. */
    private void remove(List<Long> ids) {
        try {
            outbox.remove(ids);
        } catch (DataAccessException e) {
            log.debug(
                    "Published commands could not be removed from the outbox; they will be published once more, which is harmless",
                    e);
        }
    }

    /** Runs one round of the relay. Never throws; a command that could not be published becomes due again. */
    public void relay() {
        try {
            List<Outbox.PendingCommand> due;
            do {
                due = outbox.takeDue(MOST, HIDDEN);
                var published = publish(due);
                if (!published.isEmpty()) {
                    outbox.remove(published);
                }
                if (published.size() < due.size()) {
                    brokerOutage.failed(
                            "The broker did not confirm {} of {} due commands; they stay in the outbox",
                            due.size() - published.size(),
                            due.size());
                    return;
                }
                if (!due.isEmpty()) {
                    brokerOutage.worked();
                }
            } while (due.size() == MOST);
            databaseOutage.worked();
        } catch (DataAccessException e) {
            databaseOutage.failed(
                    "The outbox could not be read, it is tried again: {}",
                    e.getMostSpecificCause().getMessage());
        }
    }

    private List<Long> publish(List<Outbox.PendingCommand> due) {
        var confirms = new LinkedHashMap<Long, CompletableFuture<Boolean>>();
        for (var command : due) {
            var confirm = publisher.sendCommand(command.id(), command.message(), command.route());
            if (confirm.isDone() && !confirm.join()) {
                break; // the broker is down: every further command would wait for it again
            }
            confirms.put(command.id(), confirm.completeOnTimeout(false, HIDDEN.toMillis(), TimeUnit.MILLISECONDS));
        }
        return confirms.entrySet().stream()
                .filter(confirm -> confirm.getValue().join())
                .map(Map.Entry::getKey)
                .toList();
    }
}
