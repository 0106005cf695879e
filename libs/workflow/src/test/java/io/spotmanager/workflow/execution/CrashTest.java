package io.spotmanager.workflow.execution;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.spotmanager.workflow.fixture.KernelDatabase;
import io.spotmanager.workflow.fixture.Moves;
import io.spotmanager.workflow.fixture.Seed;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.operation.SubmissionResult;
import io.spotmanager.workflow.outbox.Outbox;
import io.spotmanager.workflow.step.StepContext;
import io.spotmanager.workflow.step.StepOutcome;
import io.spotmanager.workflow.step.StepOutcome.Done;
import io.spotmanager.workflow.step.StepOutcome.Failed;
import io.spotmanager.workflow.step.StepOutcome.NeedsOperator;
import io.spotmanager.workflow.step.StepOutcome.Retry;
import io.spotmanager.workflow.step.StepOutcome.Skipped;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Workers die, sleep and lose their answers anywhere; whatever was accepted ends, and the world agrees with it. */
@Timeout(60)
class CrashTest {
    private static final int OPERATIONS = 200;
    private static final int WORKERS = 4;

    @RegisterExtension
    static final KernelDatabase database = new KernelDatabase();

    private enum Place {
        SOURCE,
        NOWHERE,
        TARGET
    }

    /** The hosts, and whoever is touching one right now. */
    private final Map<String, Place> world = new ConcurrentHashMap<>();

    private final Map<String, UUID> touching = new ConcurrentHashMap<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deaths = new AtomicInteger();
    private final AtomicInteger sleeps = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final List<TestWorker> workers = Collections.synchronizedList(new ArrayList<>());
    private final Random luck = new Random(Seed.of("CrashTest").nextLong());

    private boolean happens(int percent) {
        synchronized (luck) {
            return luck.nextInt(100) < percent;
        }
    }

    private int number(int bound) {
        synchronized (luck) {
            return luck.nextInt(bound);
        }
    }

    /** A seat in which one worker after the other sits. */
    private final class Seat {
        private final int number;
        private TestWorker worker;

        Seat(int number) {
            this.number = number;
            occupy();
        }

        void occupy() {
            worker = TestWorker.started(database, "w%d-%d".formatted(number, deaths.get()), workflow());
            workers.add(worker);
        }

        Void runs(List<UUID> commands) {
            for (var operation : commands) {
                try {
                    if (happens(4)) {
                        losesAnAnswer();
                    }
                    worker.runs(operation);
                    worker.database.comesBack();
                    worker.beats();
                } catch (Death e) {
                    worker.wasPausedBeyondItsLease();
                    occupy();
                }
            }
            return null;
        }

        private void losesAnAnswer() {
            lost.incrementAndGet();
            var statement = happens(50) ? "set state = c.state" : "set leased_by = w.worker";
            if (happens(50)) {
                worker.database.losesTheAnswerOnceTo(statement);
            } else {
                worker.database.refusesOnce(statement);
            }
        }

        private Workflow workflow() {
            return new Workflow(
                    Moves.TABLE,
                    Map.of(
                            "check", context -> new Done(),
                            "remove", context -> moves(context, Place.SOURCE, Place.NOWHERE),
                            "add", context -> moves(context, Place.NOWHERE, Place.TARGET),
                            "verify", this::verifies,
                            "restore", this::restores));
        }

        private StepOutcome moves(StepContext context, Place from, Place to) {
            strikes(context);
            if (world.get(context.subject()) == to) {
                return new Skipped("already so");
            }
            if (happens(10)) {
                return oddAnswer();
            }
            touches(context, from, to);
            strikes(context);
            if (happens(10)) {
                return new Retry("the reply was lost", Duration.ofMillis(1)); // though it happened
            }
            if (happens(20)) {
                context.saveProgress("what was done", Map.of(to.name(), true));
                strikes(context);
            }
            return new Done(Map.of("to", to.name()));
        }

        private StepOutcome oddAnswer() {
            return switch (number(4)) {
                case 0 -> new Failed("refused");
                case 1 -> new NeedsOperator("two owners");
                case 2 -> throw new IllegalStateException("a defect");
                default -> new Retry("busy");
            };
        }

        private StepOutcome verifies(StepContext context) {
            strikes(context);
            return world.get(context.subject()) == Place.TARGET ? new Done() : new Failed("it is not there");
        }

        private StepOutcome restores(StepContext context) {
            strikes(context);
            var at = world.getOrDefault(context.subject(), Place.NOWHERE);
            if (at == Place.SOURCE) {
                return new Skipped("already so");
            }
            touches(context, at, Place.SOURCE);
            strikes(context);
            return new Done();
        }

        /** The one effect on the outside world: nobody else may be at it, and it must find what it read. */
        private void touches(StepContext context, Place from, Place to) {
            context.requireLease();
            var host = context.subject();
            if (touching.putIfAbsent(host, worker.id()) != null) {
                wrongs.add(host + " was touched by two at once");
            }
            Thread.yield();
            if (!world.replace(host, from, to)) {
                wrongs.add("%s was to go from %s but was at %s".formatted(host, from, world.get(host)));
            }
            touching.remove(host);
        }

        /** Here the worker may die, or sleep until the others have given its work away. */
        private void strikes(StepContext context) {
            if (happens(4)) {
                deaths.incrementAndGet();
                throw new Death();
            }
            if (happens(3)) {
                sleeps.incrementAndGet();
                worker.wasPausedBeyondItsLease();
                worker.buriesTheDead(); // as any other would
                if (happens(60)) {
                    new Seat(number + WORKERS).runs(List.of(context.operationId()));
                }
                if (happens(50)) {
                    context.requireLease();
                    wrongs.add("a worker that slept was told to go on");
                }
                if (happens(50)) {
                    worker.beats(); // awake again, under a new name, with the old execution still under way
                }
            }
        }
    }

    @Test
    void whatever_dies_every_accepted_command_ends_and_the_world_is_as_its_end_says() throws Exception {
        var intake = database.intake();
        var operations = new HashMap<UUID, String>();
        for (var i = 0; i < OPERATIONS; i++) {
            var host = "gpu-" + i;
            world.put(host, Place.SOURCE);
            var accepted = (SubmissionResult.Accepted) intake.accept(KernelDatabase.command(host));
            operations.put(accepted.operationId(), host);
        }
        database.jdbc().sql("update outbox set available_at = now()").update();
        var seats =
                java.util.stream.IntStream.range(0, WORKERS).mapToObj(Seat::new).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (someAreOpen()) {
                var commands = commands();
                for (var execution : threads.invokeAll(seats.stream()
                        .map(seat -> (Callable<Void>) () -> seat.runs(shareOf(seat, commands)))
                        .toList())) {
                    execution.get(30, SECONDS);
                }
                peopleDecide();
                workers.get(workers.size() - 1).buriesTheDead();
                seats.get(number(WORKERS)).worker.recovery.redispatchStalled(Duration.ofMillis(20));
            }
        }

        System.out.printf(
                "%d deaths, %d sleeps, %d statements or answers lost%n", deaths.get(), sleeps.get(), lost.get());
        assertThat(wrongs).isEmpty();
        operations.forEach((id, host) -> assertThat(world.get(host))
                .describedAs("%s ended in %s: %s", host, database.read(id).state(), database.events(id))
                .isEqualTo(whereItMustBe(id)));
        operations.keySet().forEach(this::historyTellsOnePath);
        assertThat(database.verification().verify().findings()).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from operation where leased_by is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static boolean someAreOpen() {
        return database.jdbc()
                .sql("select exists (select from operation where open)")
                .query(Boolean.class)
                .single();
    }

    /** What a broker would deliver: some twice, some never, in any order. */
    private List<UUID> commands() {
        var outbox = new Outbox(database.jdbc());
        var due = outbox.takeDue(100, Duration.ofSeconds(60));
        outbox.remove(due.stream().map(Outbox.PendingCommand::id).toList());
        var commands = new ArrayList<UUID>();
        for (var command : due) {
            if (!happens(5)) {
                commands.add(command.message().operationId());
            }
            if (happens(20)) {
                commands.add(command.message().operationId());
            }
        }
        synchronized (luck) {
            Collections.shuffle(commands, luck);
        }
        return commands;
    }

    private List<UUID> shareOf(Seat seat, List<UUID> commands) {
        var share = new ArrayList<UUID>();
        for (var i = 0; i < commands.size(); i++) {
            if (i % WORKERS == seat.number || i % 7 == 0) {
                share.add(commands.get(i));
            }
        }
        return share;
    }

    /** RETRY and CANCEL of the table would leave a host where it is, so people take the other ways. */
    private void peopleDecide() {
        database.jdbc()
                .sql("select id from operation where state = 'NEEDS_OPERATOR' and asked is null")
                .query(UUID.class)
                .list()
                .forEach(id -> database.submit(id, happens(50) ? Signal.ROLL_BACK : Signal.RETRY));
        database.jdbc()
                .sql("select id from operation where open and state = 'REMOVED' limit 3")
                .query(UUID.class)
                .list()
                .forEach(id -> database.submit(id, Signal.CANCEL));
    }

    private static Place whereItMustBe(UUID operation) {
        return database.read(operation).state().equals("SUCCEEDED") ? Place.TARGET : Place.SOURCE;
    }

    /** Each entry begins where the one before ended, and no fence goes back. */
    private void historyTellsOnePath(UUID operation) {
        var state = "REQUESTED";
        var fence = 0L;
        for (var entry : database.history(operation)) {
            var what = entry.what();
            if (what.fromState() != null) {
                assertThat(what.fromState()).isEqualTo(state);
            }
            if (what.actor().startsWith("worker:")) {
                assertThat(what.fence()).isGreaterThanOrEqualTo(fence);
                fence = what.fence();
            }
            state = what.toState();
        }
        assertThat(database.read(operation).state()).isEqualTo(state);
    }
}
