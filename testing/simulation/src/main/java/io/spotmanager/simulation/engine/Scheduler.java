package io.spotmanager.simulation.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets one actor run at a time. At each point it may let another one go on, and something may go wrong. The same seed and the same
 * faults give the same history.
 */
public final class Scheduler {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("actor-", 0).factory());
    private static final Duration SHORT = Duration.ofMillis(99);

    private record Timer(Instant at, long number, Runnable work) {}

    private final VirtualTime time = new VirtualTime();
    private final SplittableRandom choices;
    private final double switching;
    private final FaultSource faults;
    private final Duration pause;
    private final List<Actor> actors = new ArrayList<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparing(Timer::number));
    private final Map<String, Integer> occurrences = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<PlannedFault> injected = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private Surroundings surroundings = (fault, at) -> {};
    private @Nullable Actor running;
    private @Nullable Actor first;
    private long timerNumber;
    private boolean undisturbed;

    /**
     * @param seed decides who goes on where several can
     * @param switching probability that another actor goes on at a point
     * @param pause how long a paused process stands still
     */
    public Scheduler(long seed, double switching, FaultSource faults, Duration pause) {
        this.choices = new SplittableRandom(seed);
        this.switching = switching;
        this.faults = faults;
        this.pause = pause;
    }

    public void surroundedBy(Surroundings others) {
        surroundings = others;
    }

    public VirtualTime time() {
        return time;
    }

    /** The choices of the clouds and the broker come from the same seed. */
    public SplittableRandom choices() {
        return choices;
    }

    public List<Event> events() {
        return events;
    }

    public List<Point> points() {
        return points;
    }

    /** The faults that happened, to repeat them. */
    public List<PlannedFault> injected() {
        return injected;
    }

    // -- called by whoever starts something

    /** Starts a thread of a process. */
    public void start(LifeOfProcess process, String name, Runnable work) {
        var actor = new Actor(process, name, work);
        actors.add(actor);
        THREADS.execute(actor::live);
    }

    /** Starts a thread that goes on before all others, up to its end. */
    public void startAtOnce(LifeOfProcess process, String name, Runnable work) {
        start(process, name, work);
        first = actors.getLast();
    }

    /** Does something later, between two actors. */
    public void later(Duration delay, Runnable work) {
        timers.add(new Timer(time.instant().plus(delay), ++timerNumber, work));
    }

    /** Kills a process. Its threads are unwound before anything else happens. */
    public void kill(LifeOfProcess process) {
        process.kill();
    }

    // -- called by actors

    /** Returns the actor of the calling thread, which must have the baton. */
    public Actor actor(String effect) {
        var actor = Actor.current();
        if (actor == null || actor != running) {
            throw new EffectWithoutPointException(effect);
        }
        return actor;
    }

    /**
     * Passes a point: something may go wrong here, and others may go on.
     *
     * @return what goes wrong with the effect itself; empty if nothing does
     */
    public Optional<Fault> point(PointKind kind, String what) {
        var actor = actor(what);
        actor.process().requireAlive();
        var place = actor.role() + ": " + what;
        var point = new Point(kind, place, occurrences.merge(kind.name() + place, 1, Integer::sum));
        points.add(point);
        var fault = faults.at(point);
        if (fault.isPresent()) {
            injected.add(PlannedFault.at(point, fault.get()));
        }
        tell(actor.role(), kind, what, fault.orElse(null));
        if (fault.filter(Fault::ofSurroundings).isPresent()) {
            surroundings.happen(fault.get(), actor);
            fault = Optional.empty();
        }
        if (fault.filter(Fault.PAUSE::equals).isPresent()) {
            actor.process().pause(time.instant().plus(pause));
            yieldBaton(actor);
            fault = Optional.empty();
        } else if (fault.filter(Fault.KILL::equals).isPresent()) {
            actor.process().kill();
        } else if (!undisturbed
                && (first != null || actors.size() > 1 && switching > 0 && choices.nextDouble() < switching)) {
            yieldBaton(actor);
        }
        if (kind != PointKind.CALL_SENT) {
            actor.process().requireAlive();
        }
        return fault;
    }

    private void tell(String who, PointKind kind, String what, @Nullable Fault fault) {
        events.add(new Event(time.instant(), who, what + " [" + kind + "]", fault));
    }

    /** Notes something for the picture of the history. */
    public void tell(String who, String what) {
        events.add(new Event(time.instant(), who, what, null));
    }

    /** Lets time pass for the calling actor; others go on meanwhile. */
    public void sleep(Duration duration) {
        var actor = actor("a wait");
        var end = time.instant().plus(duration);
        if (duration.compareTo(SHORT) < 0
                && actors.stream().noneMatch(each -> each != actor && !end.isBefore(each.dueAt()))
                && nextTimer().filter(at -> !at.isAfter(end)).isEmpty()) {
            time.advanceTo(end);
            return;
        }
        actor.sleepUntil(end);
        yieldBaton(actor);
        actor.process().requireAlive();
    }

    private static void yieldBaton(Actor actor) {
        actor.stop();
    }

    // -- called by the director of a history, on its own thread

    /** Runs actors until none can go on without time passing. */
    public void runAll() {
        while (true) {
            var next = next();
            if (next == null) {
                return;
            }
            run(next);
        }
    }

    /** Runs a thread to its end without letting others go on at its points. */
    public void runUndisturbed(LifeOfProcess process, String name, Runnable work) {
        start(process, name, work);
        var actor = actors.getLast();
        undisturbed = true;
        try {
            while (!actor.isDone() && actor.canRun(time.instant())) {
                run(actor);
            }
        } finally {
            undisturbed = false;
        }
    }

    private void run(Actor actor) {
        running = actor;
        try {
            actor.runUntilItStops();
        } finally {
            running = null;
        }
        if (actor.isDone()) {
            actors.remove(actor);
            if (first == actor) {
                first = null;
            }
        }
    }

    private @Nullable Actor next() {
        var now = time.instant();
        for (var actor : actors) {
            if (!actor.process().isAlive()) {
                return actor;
            }
        }
        if (first != null && first.canRun(now)) {
            return first;
        }
        first = null;
        var able = actors.stream().filter(actor -> actor.canRun(now)).toList();
        if (able.isEmpty()) {
            return null;
        }
        return switching == 0 || able.size() == 1 ? able.getFirst() : able.get(choices.nextInt(able.size()));
    }

    /** When the next timer is due or the next sleeper wakes; empty if nothing is to come. */
    public Optional<Instant> nextTime() {
        return Stream.concat(nextTimer().stream(), actors.stream().map(Actor::dueAt))
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> nextTimer() {
        return Optional.ofNullable(timers.peek()).map(Timer::at);
    }

    public void advanceTo(Instant then) {
        time.advanceTo(then);
    }

    /** Does what is due. */
    public void fireTimers() {
        while (timers.peek() instanceof Timer timer && !timer.at().isAfter(time.instant())) {
            timers.poll();
            timer.work().run();
        }
    }

    /** Ends every thread that is left. */
    public void end(List<LifeOfProcess> processes) {
        processes.forEach(LifeOfProcess::kill);
        timers.clear();
        runAll();
    }
}
