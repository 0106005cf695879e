package io.spotmanager.gateway.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** An answer ready to be sent, as it is and compressed. */
record Rendered(long generation, byte[] plain, byte[] gzipped) {
    static Rendered of(long generation, byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Rendered(generation, body, compressed.toByteArray());
    }

    static String etag(long generation) {
        return "W/\"g" + generation + "\"";
    }
}
