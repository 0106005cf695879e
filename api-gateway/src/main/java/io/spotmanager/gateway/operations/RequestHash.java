package io.spotmanager.gateway.operations;

import io.spotmanager.audit.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash of a request, which shows whether two requests are equal. */
final class RequestHash {
    private RequestHash() {}

    static String of(Object request) {
        try {
            var text = Json.MAPPER.writeValueAsString(request);
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
