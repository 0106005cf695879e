package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Requests one move after the other, each with its own key, and repeats each request until it is accepted. */
public final class Load implements AutoCloseable {
    private static final Duration UNTIL_YES = Duration.ofMinutes(3);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    /** @param status 0 if there was no answer */
    public record Refusal(int status, String text) {}

    private final Client client;
    private final Map<Move, UUID> accepted = new ConcurrentHashMap<>();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();
    private final int wanted;

    private Load(Client client, int wanted) {
        this.client = client;
        this.wanted = wanted;
    }

    /** Starts at once, in the background. */
    public static Load of(List<Move> moves, Duration every, Client client) {
        var load = new Load(client, moves.size());
        for (var number = 0; number < moves.size(); number++) {
            var move = moves.get(number);
            var unused = load.clock.schedule(
                    () -> load.askers.execute(() -> load.askUntilYes(move)),
                    every.toMillis() * number,
                    TimeUnit.MILLISECONDS);
        }
        return load;
    }

    private void askUntilYes(Move move) {
        var key = UUID.randomUUID().toString();
        await("a yes for " + move)
                .atMost(UNTIL_YES)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_TRIES)
                .until(() -> saidYes(move, key));
    }

    private boolean saidYes(Move move, String key) {
        try {
            var answer = client.ask(move, key);
            if (answer.accepted()) {
                accepted.put(move, answer.id());
            } else {
                refusals.add(new Refusal(answer.status(), answer.body().toString()));
            }
            return answer.accepted();
        } catch (UncheckedIOException e) {
            refusals.add(new Refusal(0, e.toString()));
            return false;
        }
    }

    public Map<Move, UUID> awaitAllAccepted() {
        await("a yes for every move").atMost(UNTIL_YES).until(() -> accepted.size() == wanted);
        return accepted;
    }

    public Collection<Refusal> refusals() {
        return refusals;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        askers.shutdownNow();
    }
}
