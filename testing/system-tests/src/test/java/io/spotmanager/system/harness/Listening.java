package io.spotmanager.system.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Scanner;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection to the events of operations, with the received events. */
public final class Listening implements AutoCloseable {
    private static final String DATA = "data: ";

    private final List<JsonNode> heard = new CopyOnWriteArrayList<>();
    private final InputStream stream;

    Listening(InputStream stream) {
        this.stream = stream;
        Thread.startVirtualThread(this::read);
    }

    /** Returns the received states of that operation, in order. */
    public List<String> statesOf(UUID operation) {
        return heard.stream()
                .filter(event -> event.path("id").asString("").equals(operation.toString()))
                .map(event -> event.path("state").asString())
                .toList();
    }

    public boolean isGreeted() {
        return heard.stream().anyMatch(event -> event.has("resumed"));
    }

    private void read() {
        var json = new JsonMapper();
        try (var lines = new Scanner(stream)) {
            while (lines.hasNextLine()) {
                var line = lines.nextLine();
                if (line.startsWith(DATA)) {
                    heard.add(json.readTree(line.substring(DATA.length())));
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
