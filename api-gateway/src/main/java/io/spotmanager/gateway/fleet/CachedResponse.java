package io.spotmanager.gateway.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A rendered response, plain and compressed.
 *
 * @param etag a hash of the body, so that it also differs between databases and releases with the same generation
 */
record CachedResponse(String etag, byte[] plain, byte[] gzipped) {
    private static final int ETAG_BYTES = 16;

    static CachedResponse of(byte[] body) {
        var compressed = new ByteArrayOutputStream(body.length / 8 + 64);
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CachedResponse(etag(body), body, compressed.toByteArray());
    }

    private static String etag(byte[] body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "W/\"%s\"".formatted(HexFormat.of().formatHex(Arrays.copyOf(digest, ETAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
