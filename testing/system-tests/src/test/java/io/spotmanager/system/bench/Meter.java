package io.spotmanager.system.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The resources that the parts have used: processor time from the kernel, commits and WAL from PostgreSQL. */
final class Meter {
    private static final double MILLIS_PER_TICK = 10;
    private static final List<String> PARTS =
            List.of("api-gateway", "migration-worker", "inventory-worker", "postgres", "beam.smp");

    private final JdbcClient jdbc;

    Meter(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Totals since the start, or the difference of two of them. CPU in milliseconds by part. */
    record Reading(Map<String, Double> cpuMillis, double commits, double syncs, double walBytes) {
        double cpu(String part) {
            return cpuMillis.getOrDefault(part, 0.0);
        }

        Reading since(Reading before) {
            var difference = new TreeMap<String, Double>();
            cpuMillis.forEach((part, millis) -> difference.put(part, millis - before.cpu(part)));
            return new Reading(difference, commits - before.commits, syncs - before.syncs, walBytes - before.walBytes);
        }
    }

    Reading read() {
        var cpu = parts().collect(
                        Collectors.groupingBy(Meter::part, TreeMap::new, Collectors.summingDouble(Meter::cpuMillis)));
        return new Reading(
                cpu,
                number("select sum(xact_commit) from pg_stat_database"),
                number("select sum(fsyncs) from pg_stat_io where object = 'wal'"),
                number("select wal_bytes from pg_stat_wal"));
    }

    String versions() {
        return "PostgreSQL %s, Java %s, %d processors"
                .formatted(
                        jdbc.sql("show server_version").query(String.class).single(),
                        Runtime.version(),
                        Runtime.getRuntime().availableProcessors());
    }

    /** Returns the peak resident memory of each part. */
    String memory() {
        return parts().filter(process ->
                        !part(process).equals("harness") && !part(process).equals("postgres"))
                .map(process -> "%s %d MB".formatted(part(process), status(process, "VmHWM") / 1024))
                .collect(Collectors.joining(", ", "peak resident memory: ", ""));
    }

    private Stream<ProcessHandle> parts() {
        var self = ProcessHandle.current();
        // PostgreSQL detaches itself from its parent, so its processes are found by name.
        var postgres =
                jdbc.sql("select pid from pg_stat_activity").query((row, number) -> row.getLong("pid")).list().stream()
                        .flatMap(pid -> ProcessHandle.of(pid).stream());
        return Stream.of(Stream.of(self), self.descendants(), postgres)
                .flatMap(processes -> processes)
                .distinct()
                .filter(process -> Files.exists(proc(process, "stat")));
    }

    private static String part(ProcessHandle process) {
        if (process.equals(ProcessHandle.current())) {
            return "harness";
        }
        var command = read(proc(process, "cmdline")).replace('\0', ' ');
        return PARTS.stream().filter(command::contains).findFirst().orElse("other");
    }

    private static double cpuMillis(ProcessHandle process) {
        var stat = read(proc(process, "stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
    }

    private static long status(ProcessHandle process, String field) {
        return read(proc(process, "status"))
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", String.valueOf(process.pid()), file);
    }

    /** Returns empty if the process has ended, as background workers of PostgreSQL do. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            if (!Files.exists(file)) {
                return "";
            }
            throw new UncheckedIOException(e);
        }
    }

    private double number(String sql) {
        return jdbc.sql(sql).query(Double.class).single();
    }
}
