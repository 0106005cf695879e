package io.spotmanager.clouds.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Masks secrets in the words of others: whole, any part of them that is long enough, and the same in base64, percent encoding or
 * hexadecimal digits, in any case. What looks like a token or a key is masked whoever's it is.
 */
final class SecretMask {

    /** The shortest part of a secret that is masked. A shorter secret is masked as a whole. */
    private static final int PART = 8;

    /** Shorter ones would be found everywhere. */
    private static final int SHORTEST = 4;

    private static final int GROUP = 3;

    /** Longer than a request id ("req-" and a UUID), with digits and letters, without the signs of addresses and sentences. */
    private static final Pattern OPAQUE =
            Pattern.compile("(?<![\\w+=-])(?=[\\w+=-]*\\d)(?=[\\w+=-]*\\p{Alpha})[\\w+=-]{44,}");

    private SecretMask() {}

    static String masked(String text, Collection<String> secrets) {
        BitSet hidden = new BitSet(text.length());
        secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(SecretMask::forms)
                .distinct()
                .forEach(form -> hide(lower(text), lower(form), hidden));
        return OPAQUE.matcher(hidden.isEmpty() ? text : without(text, hidden))
                .replaceAll(Secret.MASK.replace("*", "\\*"));
    }

    private static Stream<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Stream.concat(
                Stream.of(
                        secret,
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        HexFormat.of().formatHex(bytes)),
                Stream.of(0, 1, 2).flatMap(offset -> inBase64(bytes, offset)));
    }

    /** As it looks in base64 behind that many other bytes, without the signs that depend on its neighbours. */
    private static Stream<String> inBase64(byte[] secret, int offset) {
        int skipped = (GROUP - offset) % GROUP;
        int whole = Math.max(0, secret.length - skipped) / GROUP * GROUP;
        byte[] inner =
                Arrays.copyOfRange(secret, Math.min(skipped, secret.length), Math.min(skipped, secret.length) + whole);
        return inner.length == 0
                ? Stream.empty()
                : Stream.of(
                        Base64.getEncoder().encodeToString(inner),
                        Base64.getUrlEncoder().encodeToString(inner));
    }

    /** Keeps the length, unlike {@code toLowerCase}. */
    private static String lower(String text) {
        char[] signs = text.toCharArray();
        for (int at = 0; at < signs.length; at++) {
            signs[at] = Character.toLowerCase(signs[at]);
        }
        return new String(signs);
    }

    private static void hide(String text, String form, BitSet hidden) {
        int part = Math.min(PART, form.length());
        for (int from = 0; from + part <= form.length(); from++) {
            String gram = form.substring(from, from + part);
            for (int at = text.indexOf(gram); at >= 0; at = text.indexOf(gram, at + 1)) {
                hidden.set(at, at + part);
            }
        }
    }

    private static String without(String text, BitSet hidden) {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        for (int from = hidden.nextSetBit(0); from >= 0; from = hidden.nextSetBit(at)) {
            masked.append(text, at, from).append(Secret.MASK);
            at = hidden.nextClearBit(from);
        }
        return masked.append(text.substring(at)).toString();
    }
}
