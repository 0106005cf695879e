package io.spotmanager.system.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A PostgreSQL that writes down each statement which it has executed, with its plan and what that has read: PostgreSQL's own
 * {@code auto_explain}, with the statements of triggers. So what is examined is what the parts send, whatever that is.
 */
public final class StatementLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PLAN = "plan:\n";
    private static final String EXPLAIN_NOTHING = "-c auto_explain.log_min_duration=-1";

    private final JsonLog log;

    /** @param moreConfig of PostgreSQL, by its names */
    private StatementLog(Map<String, String> moreConfig) {
        var config = new HashMap<>(moreConfig);
        config.putAll(Map.of(
                "shared_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "0",
                "auto_explain.log_analyze", "on",
                "auto_explain.log_buffers", "on",
                "auto_explain.log_timing", "off", // of each node; that of the whole is there
                "auto_explain.log_nested_statements", "on",
                "auto_explain.log_format", "json"));
        log = JsonLog.start("statements", config);
    }

    public static StatementLog start(Map<String, String> config) {
        return new StatementLog(config);
    }

    public Database database() {
        return log.database();
    }

    /** Returns connections whose statements are not written down. */
    public DataSource unobserved() {
        var source = new PGSimpleDataSource();
        var environment = database().environment();
        source.setUrl(environment.get("SPRING_DATASOURCE_URL"));
        source.setUser(environment.get("SPRING_DATASOURCE_USERNAME"));
        source.setPassword(environment.get("SPRING_DATASOURCE_PASSWORD"));
        source.setOptions(EXPLAIN_NOTHING);
        return source;
    }

    /**
     * One execution of a statement.
     *
     * @param sql as it was sent, in one line
     * @param millis its planning is not included
     * @param plan the outermost node, as {@code explain (format json)} has it
     */
    public record Execution(String sql, double millis, JsonNode plan) {
        /** Returns how many pages that node has read, in memory or not, with the nodes below it. */
        public static long pages(JsonNode node) {
            return node.path("Shared Hit Blocks").asLong()
                    + node.path("Shared Read Blocks").asLong();
        }

        /** Returns all nodes, the outermost first. */
        public List<JsonNode> nodes() {
            var all = new ArrayList<JsonNode>();
            add(plan, all);
            return all;
        }

        private static void add(JsonNode node, List<JsonNode> all) {
            all.add(node);
            node.path("Plans").forEach(below -> add(below, all));
        }
    }

    /** Returns what was executed since the last time, in order; blocks until all of it is in the log. */
    public List<Execution> executions() {
        return log.since(StatementLog::execution);
    }

    private static Stream<Execution> execution(JsonNode line) {
        var message = line.path("message").asString("");
        var begins = message.indexOf(PLAN);
        if (!message.startsWith("duration: ") || begins < 0) {
            return Stream.empty();
        }
        var explained = JSON.readTree(message.substring(begins + PLAN.length()));
        var millis = Double.parseDouble(message.substring("duration: ".length(), message.indexOf(" ms")));
        return Stream.of(new Execution(
                explained.path("Query Text").asString().replaceAll("\\s+", " ").strip(),
                millis,
                explained.path("Plan")));
    }

    @Override
    public void close() {
        log.close();
    }
}
