package io.spotmanager.gateway.events;

import static org.awaitility.Awaitility.await;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.fixture.Caller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A client that listens, understands events as a browser does, and remembers all it heard. */
final class Ear implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    record Heard(String id, String event, JsonNode data) {
        boolean tells(String state) {
            return data.path("state").asString("").equals(state);
        }
    }

    final List<Heard> heard = new CopyOnWriteArrayList<>();
    final List<String> comments = new CopyOnWriteArrayList<>();
    private final HttpResponse<InputStream> answer;
    private final Thread reading;
    private volatile String lastId = "";

    private Ear(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.reading = Thread.ofVirtual().start(this::read);
    }

    /** Returns once the connection has greeted. */
    static Ear of(Caller caller) {
        var ear = new Ear(caller.open("/api/events"));
        ear.awaitEvent("hello", hello -> true);
        return ear;
    }

    /** The same for a client that has heard everything up to that id. */
    static Ear of(Caller caller, String lastId) {
        return of(caller.with("Last-Event-ID", lastId));
    }

    boolean resumed() {
        return heard.getFirst().data().path("resumed").booleanValue();
    }

    /** As a browser would send it after a break. */
    String lastId() {
        return lastId;
    }

    HttpHeaders headers() {
        return answer.headers();
    }

    Heard awaitEvent(String event, Predicate<Heard> matching) {
        await(event + " among " + heard)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .failFast("the connection has ended", () -> !goesOn() && !has(event, matching))
                .until(() -> has(event, matching));
        return heard.stream()
                .filter(each -> each.event().equals(event) && matching.test(each))
                .findFirst()
                .orElseThrow();
    }

    private boolean has(String event, Predicate<Heard> matching) {
        return heard.stream().anyMatch(each -> each.event().equals(event) && matching.test(each));
    }

    Heard awaitOperation(String id, String state) {
        return awaitEvent(
                "operation",
                each -> each.tells(state) && each.data().path("id").asString("").equals(id));
    }

    Heard awaitSnapshot(long generation) {
        return awaitEvent("snapshot", each -> each.data().path("generation").longValue() == generation);
    }

    boolean goesOn() {
        return reading.isAlive();
    }

    void awaitEnd() {
        await("the end of the connection").atMost(PATIENCE).until(() -> !goesOn());
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            var event = "";
            var data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.isEmpty() && !data.isEmpty()) {
                    heard.add(new Heard(lastId, event, Json.MAPPER.readTree(data)));
                    data = "";
                }
            }
        } catch (IOException e) {
            comments.add("broken: " + e.getMessage());
        }
    }

    /** Breaks the connection. */
    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
