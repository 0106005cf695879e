package io.spotmanager.system.observe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A dashboard of Grafana as it is delivered. */
record Dashboard(String name, JsonNode json) {
    private static final Path FOLDER =
            Path.of("../../deploy/grafana").toAbsolutePath().normalize();

    /** One query of one panel. */
    record Query(String dashboard, String panel, String expression) {
        @Override
        public String toString() {
            return dashboard + ", " + panel + ": " + expression;
        }
    }

    static List<Dashboard> all() {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(file.getFileName().toString(), new JsonMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<JsonNode> panels() {
        return json.path("panels").valueStream();
    }

    Stream<Query> queries() {
        return panels().flatMap(panel -> panel.path("targets")
                .valueStream()
                .map(target -> new Query(
                        name,
                        panel.path("title").asString(),
                        target.path("expr").asString())));
    }
}
