package io.spotmanager.gateway.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The bytes of one or more events, encoded once for all clients. */
record SseFrame(byte[] bytes) {
    private static final int RECONNECT_MILLIS = 2_000;

    /** @param json without line breaks */
    static SseFrame event(EventId id, String name, String json) {
        return of("id: %s\nevent: %s\ndata: %s\n\n".formatted(id, name, json));
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
        frames.forEach(frame -> all.writeBytes(frame.bytes()));
        return new SseFrame(all.toByteArray());
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    private static SseFrame of(String text) {
        return new SseFrame(text.getBytes(StandardCharsets.UTF_8));
    }
}
