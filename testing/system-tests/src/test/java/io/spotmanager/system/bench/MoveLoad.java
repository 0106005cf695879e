package io.spotmanager.system.bench;

import io.spotmanager.system.harness.Installation;
import io.spotmanager.system.harness.Move;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Moves empty hosts back and forth between their spot and on-demand pools. */
final class MoveLoad {
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Installation installation;
    private final ConcurrentLinkedDeque<Move> atRest = new ConcurrentLinkedDeque<>();
    private final int hosts;

    MoveLoad(Installation installation) {
        this.installation = installation;
        atRest.addAll(installation.cloud().fleet().spotMoves());
        hosts = atRest.size();
    }

    int hosts() {
        return hosts;
    }

    /** One accepted move; both times are this machine's clock. */
    record Done(Instant asked, Instant answered, Instant ended, String state) {
        double millis() {
            return Duration.between(asked, ended).toNanos() / 1e6;
        }
    }

    private record Asked(Move move, Instant at, Instant answered) {}

    /** @param backlog open operations when the last one was offered */
    record Moves(List<Done> done, int offered, int refused, int backlog, Duration took) {}

    /** Offers moves at a fixed rate and waits for their ends. */
    Moves offer(int rate, Duration time) {
        var began = OffsetDateTime.now();
        var start = System.nanoTime();
        var asked = new ConcurrentHashMap<UUID, Asked>();
        var refused = new AtomicInteger();
        var offered = (int) (rate * time.toSeconds());
        int backlog;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < offered; number++) {
                awaitNanos(start + (long) number * 1_000_000_000L / rate);
                var move = atRest.poll();
                if (move == null) {
                    refused.incrementAndGet(); // every host is moving: the rate is above the capacity of the
                    // installation
                } else {
                    threads.execute(() -> ask(move, asked, refused));
                }
            }
            backlog = open();
        }
        installation.awaitNothingOpen(MAX_WAIT);
        var took = Duration.ofNanos(System.nanoTime() - start);
        return new Moves(ends(asked, began), offered, refused.get(), backlog, took);
    }

    private void ask(Move move, Map<UUID, Asked> asked, AtomicInteger refused) {
        var at = Instant.now();
        var answer = installation.operator().ask(move, null);
        if (answer.accepted()) {
            asked.put(answer.id(), new Asked(move, at, Instant.now()));
            atRest.add(new Move(move.host(), move.targetAggregate(), move.sourceAggregate()));
        } else {
            refused.incrementAndGet();
            atRest.add(move);
        }
    }

    private int open() {
        return installation
                .database()
                .jdbc()
                .sql("select count(*) from operation where open")
                .query(Integer.class)
                .single();
    }

    private List<Done> ends(Map<UUID, Asked> asked, OffsetDateTime since) {
        var done = new ArrayList<Done>();
        installation
                .database()
                .jdbc()
                .sql("select id, state, ended_at from operation where created_at >= ? and not open")
                .param(since)
                .query(row -> {
                    var mine = asked.get(row.getObject("id", UUID.class));
                    if (mine != null) {
                        var ended =
                                row.getObject("ended_at", OffsetDateTime.class).toInstant();
                        done.add(new Done(mine.at(), mine.answered(), ended, row.getString("state")));
                    }
                });
        return done;
    }

    private static void awaitNanos(long when) {
        for (var left = when - System.nanoTime(); left > 0; left = when - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
