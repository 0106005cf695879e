package io.spotmanager.clouds.wire;

import java.time.Duration;

/**
 * How patient and how busy the client of one cloud may be.
 *
 * @param connect longest wait for a connection, at least 1 ms
 * @param read longest wait for a whole answer once the request is on its way, at least 1 ms
 * @param callsPerSecond sustained rate of HTTP requests over all threads, at least 1
 * @param burst requests that may go at once after a quiet time, at least 1
 * @param patience longest wait for a free place under that rate, before the call is given up as not sent
 * @param circuitPause how long an open circuit stays open before a few calls are let through to probe
 */
public record Limits(
        Duration connect, Duration read, int callsPerSecond, int burst, Duration patience, Duration circuitPause) {

    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(3), Duration.ofSeconds(20), 50, 100, Duration.ofSeconds(2), Duration.ofSeconds(5));

    public Limits {
        if (connect.toMillis() < 1 || read.toMillis() < 1 || callsPerSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "A client cannot work with time-outs below 1 ms or rates below 1: raise them.");
        }
    }

    public Limits withTimeouts(Duration newConnect, Duration newRead) {
        return new Limits(newConnect, newRead, callsPerSecond, burst, patience, circuitPause);
    }

    public Limits withRate(int newCallsPerSecond, int newBurst) {
        return new Limits(connect, read, newCallsPerSecond, newBurst, patience, circuitPause);
    }

    public Limits withPauses(Duration newPatience, Duration newCircuitPause) {
        return new Limits(connect, read, callsPerSecond, burst, newPatience, newCircuitPause);
    }
}
