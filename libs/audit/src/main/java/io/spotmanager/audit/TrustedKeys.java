package io.spotmanager.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The public keys whose signatures count. They come from settings or from the person who verifies, never from
 * the history: a writer of checkpoints could also write a key.
 */
public final class TrustedKeys {
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");

    private final Set<String> keys;

    private TrustedKeys(Collection<String> keys) {
        this.keys = new TreeSet<>(keys);
    }

    /** No key: no checkpoint can be verified. */
    public static TrustedKeys none() {
        return new TrustedKeys(Set.of());
    }

    /**
     * @param texts each holds one or more Ed25519 public keys (RFC 8410) as PEM, or one as bare base64
     * @throws IllegalArgumentException if one of them is no such key; the message does not contain it
     */
    public static TrustedKeys of(Collection<String> texts) {
        return new TrustedKeys(
                texts.stream().flatMap(text -> parse(text).stream()).toList());
    }

    private static List<String> parse(String text) {
        var blocks = PEM.matcher(text).results().toList();
        if (blocks.isEmpty()) {
            return List.of(canonical(text));
        }
        return blocks.stream()
                .map(block -> {
                    if (!block.group(1).equals("PUBLIC KEY")) {
                        throw notAKey("it holds a " + block.group(1));
                    }
                    return canonical(block.group(2));
                })
                .toList();
    }

    private static String canonical(String base64) {
        try {
            var encoded = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            var key = KeyFactory.getInstance(CheckpointKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            return Base64.getEncoder().encodeToString(key.getEncoded());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw notAKey("it cannot be read as one");
        }
    }

    private static IllegalArgumentException notAKey(String why) {
        return new IllegalArgumentException(
                "A key to verify checkpoints with must be an Ed25519 public key; %s. Make it with `openssl pkey -in audit-key.pem -pubout`."
                        .formatted(why));
    }

    /** Returns these keys and the public key of the given signing key. */
    public TrustedKeys and(CheckpointKey own) {
        var all = new TreeSet<>(keys);
        all.add(own.publicKey());
        return new TrustedKeys(all);
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean contains(String publicKey) {
        return keys.contains(publicKey);
    }

    /** Sorted. */
    public List<String> fingerprints() {
        return keys.stream().map(TrustedKeys::fingerprint).sorted().toList();
    }

    /**
     * Returns the fingerprint of a public key, as {@code openssl pkey -pubin -outform DER | sha256sum} prints it.
     *
     * @param publicKey X.509, base64; any other text has a fingerprint too, for findings
     */
    public static String fingerprint(String publicKey) {
        try {
            var encoded = Base64.getDecoder().decode(publicKey);
            return "SHA256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (IllegalArgumentException e) {
            return "no key";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
