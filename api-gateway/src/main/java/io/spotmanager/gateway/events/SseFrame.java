package io.spotmanager.gateway.events;

import io.spotmanager.audit.Json;
import io.spotmanager.gateway.upstream.CloudWords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bytes of one or more events, encoded once for all clients.
 *
 * @param forViewers without what the clouds said
 */
record SseFrame(byte[] bytes, byte[] forViewers) {
    private static final int RECONNECT_MILLIS = 2_000;
    private static final String EVENT = "id: %s\nevent: %s\ndata: %s\n\n";

    /** A frame that is the same for all. */
    SseFrame(byte[] bytes) {
        this(bytes, bytes);
    }

    /** @param json without line breaks */
    static SseFrame event(EventId id, String name, String json) {
        var whole = Json.MAPPER.readTree(json);
        var withheld = CloudWords.withheld(whole);
        var frame = of(EVENT.formatted(id, name, json));
        return withheld.equals(whole)
                ? frame
                : new SseFrame(
                        frame.bytes(),
                        of(EVENT.formatted(id, name, Json.MAPPER.writeValueAsString(withheld)))
                                .bytes());
    }

    static SseFrame hello(EventId id, String json) {
        return of("retry: %d\nid: %s\nevent: hello\ndata: %s\n\n".formatted(RECONNECT_MILLIS, id, json));
    }

    /** A comment with an event id, so that an idle client knows up to when it missed nothing. */
    static SseFrame heartbeat(EventId id) {
        return of(": heartbeat\nid: %s\n\n".formatted(id));
    }

    static SseFrame joined(List<SseFrame> frames) {
        if (frames.size() == 1) {
            return frames.getFirst();
        }
        var all = new ByteArrayOutputStream();
        var forViewers = new ByteArrayOutputStream();
        frames.forEach(frame -> {
            all.writeBytes(frame.bytes());
            forViewers.writeBytes(frame.forViewers());
        });
        return frames.stream().allMatch(frame -> frame.bytes() == frame.forViewers())
                ? new SseFrame(all.toByteArray())
                : new SseFrame(all.toByteArray(), forViewers.toByteArray());
    }

    /** @param withWords true for a user who may read what the clouds said */
    void writeTo(OutputStream out, boolean withWords) throws IOException {
        out.write(withWords ? bytes : forViewers);
    }

    private static SseFrame of(String text) {
        return new SseFrame(text.getBytes(StandardCharsets.UTF_8));
    }
}
