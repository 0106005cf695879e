package io.spotmanager.system.bench;

import io.spotmanager.system.bench.MoveLoad.Moves;
import java.time.Duration;
import java.util.Locale;

/** One rate, measured. */
record Measurement(int rate, Moves moves, Meter.Reading used) {
    static final String HEADER = """
            | offered/s | moves | refused | not succeeded | p50 ms | p95 | p99 | max | answer p50 | backlog | CPU ms/move: gateway | worker | postgres | broker | harness | commits | WAL syncs | WAL kB |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    static Measurement of(int rate, Moves moves, Meter.Reading used) {
        return new Measurement(rate, moves, used);
    }

    String row() {
        var millis = moves.done().stream()
                .mapToDouble(MoveLoad.Done::millis)
                .sorted()
                .toArray();
        var answers = moves.done().stream()
                .mapToDouble(
                        move -> Duration.between(move.asked(), move.answered()).toNanos() / 1e6)
                .sorted()
                .toArray();
        var failed = moves.done().stream()
                .filter(move -> !move.state().equals("SUCCEEDED"))
                .count();
        var count = Math.max(1, millis.length);
        return String.format(
                Locale.ROOT,
                "| %d | %d | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.1f | %.2f | %.1f |",
                rate,
                millis.length,
                moves.refused(),
                failed,
                at(millis, 0.50),
                at(millis, 0.95),
                at(millis, 0.99),
                at(millis, 1),
                at(answers, 0.50),
                moves.backlog(),
                used.cpu("api-gateway") / count,
                used.cpu("migration-worker") / count,
                used.cpu("postgres") / count,
                used.cpu("beam.smp") / count,
                used.cpu("harness") / count,
                used.commits() / count,
                used.syncs() / count,
                used.walBytes() / 1024 / count);
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))];
    }
}
