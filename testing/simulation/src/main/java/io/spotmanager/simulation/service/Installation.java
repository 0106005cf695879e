package io.spotmanager.simulation.service;

import io.spotmanager.domain.launch.LaunchNames;
import io.spotmanager.domain.launch.LaunchRequest;
import io.spotmanager.domain.pool.DrainRequest;
import io.spotmanager.domain.pool.MoveRequest;
import io.spotmanager.domain.pool.PlaceRequest;
import io.spotmanager.domain.pool.PoolNaming;
import io.spotmanager.domain.pool.WithdrawRequest;
import io.spotmanager.launch.vm.LaunchTable;
import io.spotmanager.migration.DrainTable;
import io.spotmanager.migration.MigrationTable;
import io.spotmanager.migration.MigrationWorkflow;
import io.spotmanager.migration.PlaceTable;
import io.spotmanager.migration.WithdrawTable;
import io.spotmanager.simulation.broker.ModelBroker;
import io.spotmanager.simulation.cloud.CloudLog;
import io.spotmanager.simulation.cloud.ModelNova;
import io.spotmanager.simulation.cloud.ModelVms;
import io.spotmanager.simulation.cloud.ModelWorld;
import io.spotmanager.simulation.cloud.Wire;
import io.spotmanager.simulation.database.SimulationDatabase;
import io.spotmanager.simulation.engine.LifeOfProcess;
import io.spotmanager.simulation.engine.Scheduler;
import io.spotmanager.workflow.machine.Signal;
import io.spotmanager.workflow.machine.WorkflowMachine;
import io.spotmanager.workflow.step.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole service with its clouds: a gateway, workers, a broker and a database. */
public final class Installation {
    /** As in the settings of the workers. */
    public static final Duration MOVE_WINDOW = Duration.ofSeconds(30);

    public static final List<String> POOLS =
            List.of("A100-n3", "A100-n3-spot", "A100-n3-runpod", "L40-n3-runpod", "L40-n3");

    private static final WorkflowMachine MOVES = WorkflowMachine.of(MigrationTable.TABLE, Parts.MACHINES);
    private static final Duration HEARTBEAT = Duration.ofMillis(400);
    private static final WorkflowMachine LAUNCHES = WorkflowMachine.of(LaunchTable.TABLE, Parts.MACHINES);
    private static final int WORKERS_OF_A_KIND = 2;

    /** The sessions before: the gateway, the workers of moves, launches and retirements, and the one of another release. */
    private static final int PLACERS = 3 * WORKERS_OF_A_KIND + 1;

    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    /** The launch that made the VM of a host that carries one from the beginning. */
    private static final String EARLIER_LAUNCH = "00000000-0000-0000-0000-000000000001";

    private final Scheduler scheduler;
    private final SimulationDatabase database;
    private final ModelBroker broker;
    private final ModelWorld world;
    private final CloudLog log = new CloudLog();
    private final List<String> complaints = new ArrayList<>();
    private final GatewaySlot gateway;
    private final Retirements retirements;
    private final List<WorkerSlot> workers = new ArrayList<>();
    private final WorkerSlot ofOtherRelease;
    private Instant lastHeartbeats = Instant.MIN;

    public Installation(Scheduler scheduler, SimulationDatabase database, Surgery surgery, Kinds kinds) {
        this.scheduler = scheduler;
        this.database = database;
        this.broker = new ModelBroker(scheduler, complaints::add);
        this.world = new ModelWorld(POOLS, new ModelVms(scheduler.time()));
        var parts = new Parts(scheduler, database, broker, surgery, complaints);
        this.gateway = new GatewaySlot(parts, "gateway", 0);
        this.retirements = new Retirements(world, database);
        var wire = new Wire(scheduler, log);
        var nova = new ModelNova(world, wire, MOVE_WINDOW, call -> {});
        ofOtherRelease = new WorkerSlot(
                parts,
                "worker of another release",
                2 * WORKERS_OF_A_KIND + 1,
                clock -> OtherRelease.of(moves(nova, clock)),
                OtherRelease.MACHINE);
        for (var number = 1; number <= WORKERS_OF_A_KIND; number++) {
            if (kinds.moves()) {
                workers.add(new WorkerSlot(parts, "worker " + number, number, clock -> moves(nova, clock), MOVES));
            }
            if (kinds.placements()) {
                workers.add(Stock.placer(parts, nova, PLACERS + number, number));
            }
            if (kinds.withdrawals()) {
                workers.add(Stock.withdrawer(parts, nova, PLACERS + WORKERS_OF_A_KIND + number, number));
            }
            if (kinds.drains()) {
                workers.add(Stock.drainer(parts, nova, PLACERS + 2 * WORKERS_OF_A_KIND + number, number));
            }
            if (kinds.launches()) {
                workers.add(new WorkerSlot(
                        parts,
                        "launcher " + number,
                        WORKERS_OF_A_KIND + number,
                        clock -> Launches.on(world, wire, clock),
                        LAUNCHES));
            }
            if (kinds.retirements()) {
                workers.add(retirements.retirer(parts, wire, 2 * WORKERS_OF_A_KIND + 1 + number, number));
            }
            if (kinds.movingRetirements()) {
                workers.add(retirements.movingRetirer(parts, wire, PLACERS + 4 * WORKERS_OF_A_KIND + number, number));
            }
            if (kinds.adoptions()) {
                workers.add(retirements.adopter(parts, wire, PLACERS + 3 * WORKERS_OF_A_KIND + number, number));
            }
            if (kinds.firewalls()) {
                workers.add(retirements.firewaller(parts, wire, PLACERS + 5 * WORKERS_OF_A_KIND + number, number));
            }
        }
    }

    private static Workflow moves(ModelNova nova, InstantSource clock) {
        return MigrationWorkflow.on(nova, PoolNaming.STANDARD, MOVE_WINDOW, clock);
    }

    public ModelWorld world() {
        return world;
    }

    public CloudLog log() {
        return log;
    }

    public SimulationDatabase database() {
        return database;
    }

    /** Sentences about what must never happen, whatever the end is like. */
    public List<String> complaints() {
        return complaints;
    }

    public void start() {
        workers.forEach(WorkerSlot::start);
        gateway.start();
    }

    /** A client sends a command until it has an answer. */
    public void submitMove(int number, String host, String source, String target) {
        gateway.submit(new GatewaySlot.Wish(
                number, MigrationTable.WORKFLOW, host, new MoveRequest(host, source, target, null)));
    }

    /** A client sends the command to place a host until it has an answer. */
    public void submitPlacement(int number, String host, String target) {
        gateway.submit(new GatewaySlot.Wish(number, PlaceTable.WORKFLOW, host, new PlaceRequest(host, target, null)));
    }

    /**
     * A client sends the command to drain a host until it has an answer.
     *
     * @param target null to withdraw it
     */
    public void submitDrain(int number, String host, String source, @Nullable String target) {
        var deadline = scheduler.time().instant().plus(LONG_ENOUGH);
        gateway.submit(new GatewaySlot.Wish(
                number,
                DrainTable.WORKFLOW,
                host,
                new DrainRequest(host, source, target, deadline, "wanted", false, null)));
    }

    /** A client sends the command to withdraw a host and to disable its service until it has an answer. */
    public void submitWithdrawal(int number, String host, String source) {
        gateway.submit(new GatewaySlot.Wish(
                number, WithdrawTable.WORKFLOW, host, new WithdrawRequest(host, source, true, "new fans", null)));
    }

    /** A client sends the command for a launch until it has an answer. */
    public void submitLaunch(int number, String host) {
        gateway.submit(new GatewaySlot.Wish(
                number, LaunchTable.WORKFLOW, host, new LaunchRequest(host, Launches.IMAGE, null, false)));
    }

    /** A launch that ended before the history left its VM on the host. */
    public void carryVm(String host) {
        world.vms().carry(new LaunchNames(host, EARLIER_LAUNCH));
    }

    /** A client sends the command for a retirement until it has an answer. */
    public void submitRetirement(int number, String host) {
        gateway.submit(retirements.retirement(number, host));
    }

    /** A client sends the command for a retirement and the move after it until it has an answer. */
    public void submitRetirementAndMove(int number, String host, String source, String target) {
        gateway.submit(retirements.retirementAndMove(number, new MoveRequest(host, source, target, null)));
    }

    /** A client sends the command to attach the firewall of its region to the VM of a host until it has an answer. */
    public void submitFirewall(int number, String host) {
        gateway.submit(retirements.firewall(number, host));
    }

    /** Somebody's VM is on the host, without a label, and has a machine with the name of the host. */
    public void carryVmOfSomebody(String host) {
        world.vms().carryWithoutLabel(host);
    }

    /** A client sends the command to take over the VM that is on a host from the beginning. */
    public void submitAdoption(int number, String host) {
        gateway.submit(retirements.adoption(number, host));
    }

    /** The operations that clients were told of. */
    public List<UUID> accepted() {
        return List.copyOf(gateway.accepted().values());
    }

    /** An operator asks for something at the open operation of a host; of the oldest one, if no host is given. */
    public void ask(Optional<String> host, Signal signal, String operator) {
        open(host).ifPresent(operation -> gateway.ask(operation, signal, operator));
    }

    /** Returns the open operation of a host, or the oldest open one. */
    public Optional<UUID> open(Optional<String> host) {
        return database.own()
                .sql(
                        "select id from operation where open and coalesce(subject = ?, true) order by created_at, id limit 1")
                .param(host.orElse(null))
                .query(UUID.class)
                .optional();
    }

    /** A worker of another release joins, and stays. */
    public void joinOfOtherRelease() {
        if (!workers.contains(ofOtherRelease)) {
            workers.add(ofOtherRelease);
            ofOtherRelease.start();
        }
    }

    /** The clock of a worker goes wrong. */
    public void setClock(String process, Duration offset) {
        workers.stream()
                .filter(worker -> worker.name().equals(process))
                .forEach(worker -> worker.common().life().setClock(offset));
    }

    /** Whether that process is a worker. */
    public boolean isWorker(String process) {
        return workers.stream().anyMatch(worker -> worker.name().equals(process));
    }

    /** Heartbeats of all workers that run, as often as time has passed; then a sweep and a round of the relay by one of them. */
    public void round() {
        var now = scheduler.time().instant();
        if (!now.isBefore(lastHeartbeats.plus(HEARTBEAT))) {
            lastHeartbeats = now;
            heartbeats();
        }
        broker.deliverWaiting();
        var running = workers.stream().filter(ProcessSlot::isRunning).toList();
        if (running.isEmpty()) {
            return;
        }
        var worker = running.get(scheduler.choices().nextInt(running.size()));
        scheduler.start(worker.common().life(), "sweep", worker::sweep);
        scheduler.start(worker.common().life(), "relay", worker.common().relay()::relay);
    }

    /** What each worker did all the time that was skipped. */
    public void heartbeats() {
        for (var worker : List.copyOf(workers)) {
            if (worker.isRunning()) {
                scheduler.runUndisturbed(worker.common().life(), "heartbeat", worker::heartbeat);
            }
        }
    }

    /** Reads what is to come. */
    public Prospect prospect() {
        var living = workers.stream()
                .filter(ProcessSlot::isRunning)
                .map(worker -> worker.identity().toString())
                .toArray(String[]::new);
        return Prospect.read(database.own(), living, scheduler.time().instant(), broker.isIdle());
    }

    /** Ends all processes. */
    public void end() {
        var lives = new ArrayList<LifeOfProcess>();
        workers.forEach(worker -> lives.add(worker.common().life()));
        lives.add(gateway.common().life());
        scheduler.end(lives);
    }
}
