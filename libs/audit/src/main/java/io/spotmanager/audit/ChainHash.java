package io.spotmanager.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The hash of a list of fields. */
final class ChainHash {
    private static final int USUAL_LENGTH = 512;

    private ChainHash() {}

    /** @return SHA-256, 64 hexadecimal digits */
    static String of(@Nullable Object... fields) {
        var text = new StringBuilder(USUAL_LENGTH);
        for (var field : fields) {
            var value = field == null ? "" : field.toString();
            // Each field has its length in front, so that different lists give different texts.
            text.append(field == null ? "-" : value.length()).append(':').append(value);
        }
        return sha256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @return SHA-256, 64 hexadecimal digits */
    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
