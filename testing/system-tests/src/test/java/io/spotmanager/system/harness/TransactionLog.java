package io.spotmanager.system.harness;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A PostgreSQL that writes down each message of its clients, with the transaction that it belongs to. */
public final class TransactionLog implements AutoCloseable {
    private final JsonLog log = JsonLog.start(
            "transactions",
            Map.of(
                    "log_statement", "all",
                    // Says of each message how long it took, also of one without any text: that is how a pool asks for
                    // a connection's health.
                    "log_min_duration_statement", "0"));

    private TransactionLog() {}

    public static TransactionLog start() {
        return new TransactionLog();
    }

    public Database database() {
        return log.database();
    }

    /**
     * What one process has asked of the database.
     *
     * @param transactions how many
     * @param statements how often each of them was begun in these, without that for which a pool asks
     */
    public record Traffic(long transactions, Map<String, Long> statements) {}

    /** Returns what each process of ours has asked since the last time, by the name of its sessions. */
    public Map<String, Traffic> traffic() {
        return log.since(line -> isOfTransaction(line) ? Stream.of(line) : Stream.empty()).stream()
                .collect(groupingBy(
                        line -> line.path("application_name").asString(),
                        collectingAndThen(toList(), TransactionLog::traffic)));
    }

    /** A message after the end of its transaction has the number 0. */
    private static boolean isOfTransaction(JsonNode line) {
        var vxid = line.path("vxid").asString("");
        return line.path("application_name").asString("").startsWith("spot-")
                && !vxid.isEmpty()
                && !vxid.endsWith("/0");
    }

    private static Traffic traffic(List<JsonNode> lines) {
        var firsts = new TreeMap<String, String>();
        lines.forEach(line -> firsts.merge(
                line.path("vxid").asString(),
                text(line),
                (one, other) -> one.isEmpty() || one.startsWith("BEGIN") ? other : one));
        return new Traffic(
                firsts.size(), firsts.values().stream().collect(groupingBy(first -> first, TreeMap::new, counting())));
    }

    /** Returns the statement in one line. */
    private static String text(JsonNode line) {
        var message = line.path("message").asString("");
        var colon = message.startsWith("duration:") ? message.indexOf(": ", 10) : message.indexOf(": ");
        var text = message.substring(Math.max(colon + 2, 0))
                .replaceAll("\\s+", " ")
                .strip();
        return text.substring(0, Math.min(text.length(), 90));
    }

    @Override
    public void close() {
        log.close();
    }
}
