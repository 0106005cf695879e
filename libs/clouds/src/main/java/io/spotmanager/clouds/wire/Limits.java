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
 * @param largestAnswer most bytes of one answer that are taken in, at least 1
 */
public record Limits(
        Duration connect,
        Duration read,
        int callsPerSecond,
        int burst,
        Duration patience,
        Duration circuitPause,
        int largestAnswer) {

    /** Names {@link #largestAnswer} in megabytes. */
    public static final String LARGEST_ANSWER_SETTING = "SPOT_CLOUD_LARGEST_ANSWER_MB";

    private static final int MEGABYTE = 1 << 20;

    /** A page of 1000 servers has about 3 MB, and a process with the heap of our images must live with it. */
    private static final int USUAL_LARGEST_MEGABYTES = 8;

    private static final int PART_OF_THE_HEAP = 8;

    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(3),
            Duration.ofSeconds(20),
            50,
            100,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Math.min(USUAL_LARGEST_MEGABYTES, mostMegabytes()) * MEGABYTE);

    public Limits {
        if (connect.toMillis() < 1 || read.toMillis() < 1 || callsPerSecond < 1 || burst < 1 || largestAnswer < 1) {
            throw new IllegalArgumentException(
                    "A client cannot work with time-outs below 1 ms, rates below 1 or answers without a byte: raise them.");
        }
    }

    public Limits withTimeouts(Duration newConnect, Duration newRead) {
        return new Limits(newConnect, newRead, callsPerSecond, burst, patience, circuitPause, largestAnswer);
    }

    public Limits withRate(int newCallsPerSecond, int newBurst) {
        return new Limits(connect, read, newCallsPerSecond, newBurst, patience, circuitPause, largestAnswer);
    }

    public Limits withPauses(Duration newPatience, Duration newCircuitPause) {
        return new Limits(connect, read, callsPerSecond, burst, newPatience, newCircuitPause, largestAnswer);
    }

    public Limits withLargestAnswer(int bytes) {
        return new Limits(connect, read, callsPerSecond, burst, patience, circuitPause, bytes);
    }

    /** The same with answers of that size; it must fit into {@link #mostMegabytes}. */
    Limits withLargestMegabytes(long megabytes) {
        return withLargestAnswer(Math.toIntExact(megabytes * MEGABYTE));
    }

    long largestMegabytes() {
        return largestAnswer / MEGABYTE;
    }

    /** The largest answer that this process has the memory for, in megabytes, at least 1. */
    static int mostMegabytes() {
        long part = Runtime.getRuntime().maxMemory() / MEGABYTE / PART_OF_THE_HEAP;
        return Math.toIntExact(Math.clamp(part, 1, Integer.MAX_VALUE / MEGABYTE));
    }
}
