package io.spotmanager.clouds.http;

import java.time.Duration;

/**
 * Time-outs and limits of the client of one cloud.
 *
 * @param connect connect time-out, at least 1 ms
 * @param read longest wait for a whole answer after the request was sent, at least 1 ms
 * @param callsPerSecond sustained rate of HTTP requests over all threads, at least 1
 * @param burst requests that may be sent at once after a quiet time, at least 1
 * @param patience longest wait for a permit; after that the call counts as not sent
 * @param circuitPause how long an open circuit stays open before a few calls probe the cloud
 * @param largestAnswer largest accepted answer in bytes, at least 1
 */
public record Limits(
        Duration connect,
        Duration read,
        int callsPerSecond,
        int burst,
        Duration patience,
        Duration circuitPause,
        int largestAnswer) {

    /** The setting of {@link #largestAnswer}, in megabytes. */
    public static final String LARGEST_ANSWER_SETTING = "SPOT_CLOUD_MAX_RESPONSE_MB";

    private static final int MEGABYTE = 1 << 20;

    /** A page of 1000 servers has about 3 MB, and it must fit into the default heap of our images. */
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

    /** Returns these limits with another size of answers, at most {@link #mostMegabytes}. */
    Limits withLargestMegabytes(long megabytes) {
        return withLargestAnswer(Math.toIntExact(megabytes * MEGABYTE));
    }

    long largestMegabytes() {
        return largestAnswer / MEGABYTE;
    }

    /** Returns the largest size of an answer that this process has the memory for, in megabytes, at least 1. */
    static int mostMegabytes() {
        long part = Runtime.getRuntime().maxMemory() / MEGABYTE / PART_OF_THE_HEAP;
        return Math.toIntExact(Math.clamp(part, 1, Integer.MAX_VALUE / MEGABYTE));
    }
}
