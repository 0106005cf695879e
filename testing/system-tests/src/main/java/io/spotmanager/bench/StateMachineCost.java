package io.spotmanager.bench;

import com.sun.management.OperatingSystemMXBean;
import io.spotmanager.audit.Json;
import io.spotmanager.workflow.machine.StateMachineSettings;
import io.spotmanager.workflow.operation.Command;
import io.spotmanager.workflow.operation.NewOperation;
import io.spotmanager.workflow.operation.SubmissionResult;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processor time of an operation of four steps with spring-statemachine and without it, in alternating rounds of one process. Its steps
 * call nobody, so the ratio is above that of real work. Reads JDBC_URL, BROKER (an AMQP address), ROUNDS, OPERATIONS (of a round).
 */
final class StateMachineCost {
    private static final Logger log = LoggerFactory.getLogger(StateMachineCost.class);
    private static final int IN_FLIGHT = 64;
    private static final int WARM_UP_ROUNDS = 4;
    private static final int IDLE_WINDOWS = 6;
    private static final int IDLE_SECONDS = 2;
    private static final long LONGEST_ROUND_SECONDS = 300;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final int operations;
    private double idleShare;

    private StateMachineCost(int operations) {
        this.operations = operations;
    }

    static void main() throws Exception {
        var cost = new StateMachineCost(number("OPERATIONS", "2000"));
        var with = Side.open("with", StateMachineSettings.DEFAULT);
        var without = Side.open("without", new StateMachineSettings(false, null, Duration.ZERO));
        cost.compare(with, without, number("ROUNDS", "10"));
        System.exit(0); // the harnesses run until the process ends
    }

    private static int number(String variable, String otherwise) {
        return Integer.parseInt(System.getenv().getOrDefault(variable, otherwise));
    }

    private void compare(Side with, Side without, int rounds) throws InterruptedException {
        for (var round = 0; round < WARM_UP_ROUNDS; round++) {
            millisPerOperation(with);
            millisPerOperation(without);
        }
        measureIdle();
        var ratios = new ArrayList<Double>();
        var sums = new double[2];
        for (var round = 1; round <= rounds; round++) {
            var withFirst = round % 2 == 1;
            var first = millisPerOperation(withFirst ? with : without);
            var second = millisPerOperation(withFirst ? without : with);
            var on = withFirst ? first : second;
            var off = withFirst ? second : first;
            ratios.add(on / off);
            sums[0] += on;
            sums[1] += off;
            log.info("round {}: with {} ms, without {} ms, ratio {}", round, text(on), text(off), text(on / off));
        }
        log.info(
                "mean of {} rounds: with {} ms, without {} ms, ratio {}, median of the ratios {}",
                rounds,
                text(sums[0] / rounds),
                text(sums[1] / rounds),
                text(sums[0] / sums[1]),
                text(median(ratios)));
    }

    /**
     * Heartbeats, sweeps and relays of both harnesses run all the time, and are left out of each round. The least of some windows
     * counts, because the compiler still works in others.
     */
    private void measureIdle() throws InterruptedException {
        idleShare = 1;
        for (var window = 0; window < IDLE_WINDOWS; window++) {
            var cpu = system.getProcessCpuTime();
            var start = System.nanoTime();
            new CountDownLatch(1).await(IDLE_SECONDS, TimeUnit.SECONDS);
            idleShare = Math.min(idleShare, (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - start));
        }
        log.info("idle: {} of a processor", text(idleShare));
    }

    private double millisPerOperation(Side side) throws InterruptedException {
        var cpu = system.getProcessCpuTime();
        var start = System.nanoTime();
        side.run(operations);
        var used = system.getProcessCpuTime() - cpu - idleShare * (System.nanoTime() - start);
        return used / operations / TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String text(double value) {
        return "%.3f".formatted(value);
    }

    /** A workflow of its own and what runs it. */
    private record Side(String workflow, KernelHarness harness, Semaphore inFlight) {
        static Side open(String workflow, StateMachineSettings machines) throws Exception {
            var inFlight = new Semaphore(IN_FLIGHT);
            var harness = KernelHarness.open(
                    System.getenv("JDBC_URL"),
                    System.getenv("BROKER"),
                    FourSteps.callingNobody(workflow),
                    machines,
                    change -> {
                        if (!change.open()) {
                            inFlight.release();
                        }
                    });
            return new Side(workflow, harness, inFlight);
        }

        void run(int operations) throws InterruptedException {
            for (var number = 0; number < operations; number++) {
                acquire(1);
                var id = UUID.randomUUID();
                var command = new Command(workflow, id.toString(), Json.MAPPER.createObjectNode(), "bench", null, null);
                if (harness.intake().accept(new NewOperation(id, command, List.of(), null))
                        instanceof SubmissionResult.Accepted(long outboxId, var accepted, boolean due)) {
                    harness.dispatcher().dispatch(outboxId, accepted);
                }
            }
            acquire(IN_FLIGHT);
            inFlight.release(IN_FLIGHT);
        }

        private void acquire(int permits) throws InterruptedException {
            if (!inFlight.tryAcquire(permits, LONGEST_ROUND_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("operations of " + workflow + " did not end");
            }
        }
    }
}
