package io.spotmanager.system.scale;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code ./spot bench history [--operations N]}: every part works on a short history, and then on one of N operations (a million, unless told
 * otherwise). Prints each statement that was sent in both: how it comes to its rows, and what it reads and how long it takes in the long history,
 * as multiples of the short one.
 *
 * <p>Needs 6 kB of disk for each operation, and half a minute for each hundred thousand.
 */
final class HistoryBench {
    /** More than the 20,000 that a search or a count looks at. */
    private static final int LITTLE = 25_000;

    private static final int USUAL = 1_000_000;
    private static final int LONGEST = 110;

    private static final Map<String, String> POSTGRES =
            Map.of("shared_buffers", "1GB", "max_wal_size", "8GB", "maintenance_work_mem", "256MB");

    private HistoryBench() {}

    static void main(String... arguments) throws Exception {
        var much = operations(List.of(arguments));
        try (var scale = HistoryScale.start(POSTGRES)) {
            var before = scale.with(LITTLE);
            var after = scale.with(much);
            var growth = Growth.between(before, after, scale.tablesLargerThan(1_000));
            System.out.printf(Locale.ROOT, "%,d operations beside %,d%n", much, LITTLE);
            System.out.println("| statement | plan | executions | pages | pages, ratio | ms | ms, ratio |");
            System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
            growth.forEach(each -> System.out.println(row(each)));
        }
        System.exit(0);
    }

    private static String row(Growth each) {
        var sql = each.sql().replace("|", "¦");
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %.0f | %.2f | %.2f | %.2f |",
                sql.length() > LONGEST ? sql.substring(0, LONGEST) + " ..." : sql,
                each.summary(),
                each.much().size(),
                each.pages(),
                each.pageRatio(),
                each.millis(),
                each.timeRatio());
    }

    private static int operations(List<String> arguments) {
        if (arguments.isEmpty()) {
            return USUAL;
        }
        if (arguments.size() != 2
                || !arguments.getFirst().equals("--operations")
                || !arguments.getLast().matches("\\d{1,8}")) {
            System.err.println("usage: ./spot bench history [--operations N]");
            System.exit(2);
        }
        return Math.max(LITTLE, Integer.parseInt(arguments.getLast()));
    }
}
