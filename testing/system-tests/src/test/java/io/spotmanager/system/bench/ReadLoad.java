package io.spotmanager.system.bench;

import io.spotmanager.system.harness.Client;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Boards that read one list at a fixed rate, independent of earlier reads. */
record ReadLoad(HttpClient http, HttpRequest request, String name, int expected) {
    static final String HEADER = """
            | read | rate/s | answers | other | kB each | p50 ms | p99 ms | max ms |
            | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private record Read(double millis, int status, int bytes) {}

    ReadLoad(Client client, String path) {
        this(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(),
                client.request(path).build(),
                "whole",
                200);
    }

    /** Reads with the ETag of the latest version. */
    ReadLoad withEtag() {
        var latest = http.sendAsync(request, BodyHandlers.discarding())
                .join()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        return with("If-None-Match", latest, "with ETag", 304);
    }

    /** Reads with compression, as browsers do. */
    ReadLoad compressed() {
        return with("Accept-Encoding", "gzip", "whole, gzip", 200);
    }

    private ReadLoad with(String header, String value, String newName, int newExpected) {
        var asked = HttpRequest.newBuilder(request, (_, _) -> true)
                .header(header, value)
                .build();
        return new ReadLoad(http, asked, newName, newExpected);
    }

    /** A row of the table. */
    String offer(int rate, Duration time) {
        var start = System.nanoTime();
        var reads = IntStream.range(0, (int) (rate * time.toSeconds()))
                .mapToObj(number -> at(start + number * 1_000_000_000L / rate))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        var good = reads.stream().filter(read -> read.status() == expected).toList();
        var millis = good.stream().mapToDouble(Read::millis).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.1f | %.1f | %.1f | %.1f |",
                name,
                rate,
                good.size(),
                reads.size() - good.size(),
                good.stream().mapToInt(Read::bytes).average().orElse(0) / 1024,
                at(millis, 0.5),
                at(millis, 0.99),
                at(millis, 1));
    }

    /** Measures from the due time, so that a queue on our side counts too. */
    private CompletableFuture<Read> at(long due) {
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return http.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(answer -> read(answer, due));
    }

    private static Read read(HttpResponse<byte[]> answer, long due) {
        return new Read((System.nanoTime() - due) / 1e6, answer.statusCode(), answer.body().length);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))];
    }
}
