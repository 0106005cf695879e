package io.spotmanager.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The public keys whose signatures count, and for a retired one until when. They come from settings or from the person who verifies,
 * never from the history: a writer of checkpoints could also write a key.
 */
public final class TrustedKeys {
    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]*)-----END \\1-----");

    /** Each key with its end; {@link Instant#MAX} for a key in use. */
    private final SortedMap<String, Instant> keys;

    private TrustedKeys(Map<String, Instant> keys) {
        this.keys = new TreeMap<>(keys);
    }

    /** No key: no checkpoint can be verified. */
    public static TrustedKeys none() {
        return new TrustedKeys(Map.of());
    }

    /**
     * @param texts each holds one or more Ed25519 public keys (RFC 8410) as PEM, or one as bare base64
     * @throws IllegalArgumentException if one of them is no such key; the message does not contain it
     */
    public static TrustedKeys of(Collection<String> texts) {
        return inUse(texts.stream().flatMap(text -> parse(text).stream()).toList());
    }

    private static TrustedKeys inUse(Collection<String> keys) {
        var all = new TreeMap<String, Instant>();
        keys.forEach(key -> all.put(key, Instant.MAX));
        return new TrustedKeys(all);
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

    /** Returns these keys, whose signatures of a later time do not count. */
    public TrustedKeys until(Instant end) {
        var all = new TreeMap<>(keys);
        all.replaceAll((key, before) -> earlier(before, end));
        return new TrustedKeys(all);
    }

    /** Returns these keys and the public key of the given signing key, which keeps an end that it has here. */
    public TrustedKeys and(CheckpointKey own) {
        return and(inUse(List.of(own.publicKey())));
    }

    /** Returns these keys and the others; of two ends of one key the earlier one counts. */
    public TrustedKeys and(TrustedKeys others) {
        var all = new TreeMap<>(keys);
        others.keys.forEach((key, end) -> all.merge(key, end, TrustedKeys::earlier));
        return new TrustedKeys(all);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    boolean contains(String publicKey) {
        return keys.containsKey(publicKey);
    }

    /** Returns when the key is retired; empty if it is in use, or not trusted. */
    public Optional<Instant> end(String publicKey) {
        return Optional.ofNullable(keys.get(publicKey)).filter(end -> !end.equals(Instant.MAX));
    }

    /** Returns true if the key is trusted, and was so at the times that the checkpoint names. */
    boolean count(Checkpoint checkpoint) {
        var key = checkpoint.seal().publicKey();
        return count(key, checkpoint.writtenAt()) && count(key, checkpoint.upTo());
    }

    /** Returns true if the key is trusted and a signature of that time counts. */
    boolean count(String publicKey, Instant at) {
        return contains(publicKey) && !at.isAfter(keys.getOrDefault(publicKey, Instant.MIN));
    }

    /** Sorted. */
    public List<String> fingerprints() {
        return keys.keySet().stream().map(TrustedKeys::fingerprint).sorted().toList();
    }

    /** Returns the ends of the retired keys, by fingerprint. */
    public SortedMap<String, Instant> ends() {
        var ends = new TreeMap<String, Instant>();
        keys.keySet().forEach(key -> end(key).ifPresent(end -> ends.put(fingerprint(key), end)));
        return ends;
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
