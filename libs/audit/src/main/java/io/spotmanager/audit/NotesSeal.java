package io.spotmanager.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals what a verification keeps in the database between its portions, with HMAC-SHA256 (RFC 2104): the history that it verifies may be in the hands of
 * whoever writes there. Its secret comes from the key that signs checkpoints, so each process with that key can carry on.
 */
final class NotesSeal {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "spot-manager secret of the notes of a verification";

    private final SecretKeySpec secret;

    /** @param key null without a key: then a seal shows only that nothing was mixed up */
    NotesSeal(@Nullable CheckpointKey key) {
        // A signature of Ed25519 depends on nothing but key and text, and this text is signed nowhere else.
        var seed = ChainHash.of(PURPOSE, key == null ? null : key.sign(PURPOSE));
        this.secret = new SecretKeySpec(seed.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Returns the seal of these values, 64 hexadecimal digits. */
    String of(@Nullable Object... fields) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return HexFormat.of().formatHex(mac.doFinal(ChainHash.of(fields).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
