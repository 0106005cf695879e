package io.spotmanager.simulator;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator until the process is ended. */
public final class SimulatorMain {

    private static final System.Logger LOG = System.getLogger(SimulatorMain.class.getName());

    private SimulatorMain() {}

    /**
     * Prints the address of Keystone, as {@code simulator: http://127.0.0.1:PORT/v3}, when the simulator is ready; in JSON logs it
     * is a log line.
     */
    static void main(String[] arguments) throws InterruptedException {
        boolean structured = StructuredLog.asWantedBy(System.getenv(), "simulator");
        try {
            Simulator simulator = Simulator.start(CommandLine.read(List.of(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            printAddress(simulator, structured);
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | IOException e) {
            LOG.log(Level.ERROR, "The simulator does not start. " + e.getMessage());
            System.exit(2);
        }
    }

    private static void printAddress(Simulator simulator, boolean structured) {
        String line = "simulator: " + simulator.authUrl();
        if (structured) {
            LOG.log(Level.INFO, line);
        } else {
            System.out.println(line);
            System.out.flush();
        }
    }
}
