package io.spotmanager.system.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a PostgreSQL of the test's own, which it writes as JSON. */
final class JsonLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private final Folder folder;
    private final Database database;
    private final Map<Path, Integer> read = new HashMap<>();

    private JsonLog(Folder folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * Starts a database with the schema and such a log.
     *
     * @param logged what of it is logged, by PostgreSQL's names
     */
    static JsonLog start(String name, Map<String, String> logged) {
        var folder = Folder.create(name);
        var config = new HashMap<>(logged);
        config.putAll(Map.of("log_destination", "jsonlog", "logging_collector", "on"));
        config.put("log_directory", folder.path().toString());
        return new JsonLog(folder, Database.start(config));
    }

    Database database() {
        return database;
    }

    /**
     * Returns what the lines since the last time say, in order; blocks until all of them are in the log.
     *
     * @param what nothing else of a line is kept: there may be hundreds of megabytes
     */
    <T> List<T> since(Function<JsonNode, Stream<T>> what) {
        var marker = "marker-" + System.nanoTime();
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("select '%s'".formatted(marker)).query(String.class).single();
        var found = new ArrayList<T>();
        await("the log has " + marker).atMost(MAX_WAIT).until(() -> {
            var ended = new AtomicBoolean();
            readOn(line -> {
                if (line.path("message").asString("").contains(marker)) {
                    ended.set(true);
                } else {
                    what.apply(line).forEach(found::add);
                }
            });
            return ended.get();
        });
        return found;
    }

    private void readOn(Consumer<JsonNode> reader) {
        try (var files = Files.list(folder.path())) {
            for (var file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var text = Files.readString(file);
                var from = read.getOrDefault(file, 0);
                var to = text.lastIndexOf('\n') + 1; // the rest is being written
                text.substring(from, Math.max(from, to))
                        .lines()
                        .map(JSON::readTree)
                        .forEach(reader);
                read.put(file, Math.max(from, to));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        folder.close();
    }
}
