package io.spotmanager.simulator;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a simulator until the process is ended. */
public final class SimulatorMain {

    private SimulatorMain() {}

    /** Prints the address of Keystone, as {@code simulator: http://127.0.0.1:PORT/v3}, once calls are answered. */
    static void main(String[] arguments) throws InterruptedException {
        try {
            Simulator simulator = Simulator.start(CommandLine.read(List.of(arguments), System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
            System.out.println("simulator: " + simulator.authUrl());
            System.out.flush();
            new CountDownLatch(1).await();
        } catch (IllegalArgumentException | IOException e) {
            System.err.println("The simulator does not start. " + e.getMessage());
            System.exit(2);
        }
    }
}
