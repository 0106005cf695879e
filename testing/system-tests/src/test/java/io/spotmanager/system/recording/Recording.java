package io.spotmanager.system.recording;

import io.spotmanager.audit.Json;
import io.spotmanager.system.message.ReadMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a release left: the folder {@code testing/recordings/NAME}.
 *
 * @param about the release
 * @param situations the operations whose end is known
 * @param rows of the database, table by table in the order in which they may be inserted
 * @param messages that it sent to the broker about those operations
 * @param cloud the state of the simulated clouds
 */
record Recording(
        About about, List<Situation> situations, List<Row> rows, List<RecordedMessage> messages, JsonNode cloud) {
    /**
     * The release that was recorded.
     *
     * @param schema the version of its schema
     * @param hosts of the simulated cloud
     */
    record About(String release, String schema, int hosts) {}

    /** A row as {@code to_jsonb} shows it. */
    record Row(String table, JsonNode row) {}

    private static final String ABOUT = "about.json";
    private static final String SITUATIONS = "situations.jsonl";
    private static final String ROWS = "rows.jsonl";
    private static final String MESSAGES = "messages.jsonl";
    private static final String CLOUD = "cloud.json";

    /** Returns the folder of each recording in the repository. */
    static Stream<Path> folders() {
        try (var folders = Files.list(home())) {
            return folders.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the folder of all recordings. */
    static Path home() {
        var here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("testing/release-before"))) {
            here = java.util.Objects.requireNonNull(here.getParent(), "started outside the repository");
        }
        return here.resolve("testing/recordings");
    }

    static Recording read(Path folder) {
        return new Recording(
                Json.MAPPER.readValue(folder.resolve(ABOUT).toFile(), About.class),
                lines(folder.resolve(SITUATIONS), Situation.class),
                lines(folder.resolve(ROWS), Row.class),
                lines(folder.resolve(MESSAGES), RecordedMessage.class),
                Json.MAPPER.readTree(folder.resolve(CLOUD).toFile()));
    }

    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(ABOUT), Json.MAPPER.writeValueAsString(about) + "\n");
            Files.writeString(folder.resolve(CLOUD), Json.MAPPER.writeValueAsString(cloud) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(folder.resolve(SITUATIONS), situations);
        write(folder.resolve(ROWS), rows);
        write(folder.resolve(MESSAGES), messages);
    }

    List<ReadMessage> readMessages() {
        return messages.stream().map(RecordedMessage::read).toList();
    }

    /** Returns the open states of each workflow, as the release itself described it. */
    Map<String, List<String>> openStates() {
        var states = new TreeMap<String, List<String>>();
        rows.stream()
                .filter(row -> row.table().equals("workflow_description"))
                .map(row -> row.row().path("description"))
                .sorted(Comparator.comparingInt(
                        description -> description.path("version").asInt()))
                .forEach(description -> states.put(
                        description.path("name").asString(),
                        description
                                .path("states")
                                .valueStream()
                                .filter(state -> !state.path("kind").asString().equals("END"))
                                .map(state -> state.path("name").asString())
                                .toList()));
        return states;
    }

    private static <T> List<T> lines(Path file, Class<T> type) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> Json.MAPPER.readValue(line, type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, List<?> values) {
        try {
            Files.write(
                    file, values.stream().map(Json.MAPPER::writeValueAsString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
