package io.spotmanager.workflow.management;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token with which the metrics of a part are read. Only its hash is kept. */
public final class MetricsToken {
    static final String SETTING = "SPOT_METRICS_TOKEN";
    static final String FILE_SETTING = "SPOT_METRICS_TOKEN_FILE";

    /** No rate limit slows guessing down here, so the token itself has to be long enough. */
    static final int SHORTEST = 20;

    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] hash;

    private MetricsToken(byte @Nullable [] hash) {
        this.hash = hash;
    }

    /**
     * Returns the token of the settings, one of which may be blank; with two blank ones, a token that nothing matches.
     *
     * @param file the path of a file with the token alone; line breaks around it do not count
     * @throws InvalidMetricsTokenException if both are set, the file cannot be read, or the token is too short or has spaces
     */
    public static MetricsToken of(String text, String file) {
        if (!text.isBlank() && !file.isBlank()) {
            throw new InvalidMetricsTokenException(
                    "%s and %s are both set: remove one of them.".formatted(SETTING, FILE_SETTING));
        }
        if (file.isBlank()) {
            return text.isBlank() ? new MetricsToken(null) : checked(text.strip(), SETTING);
        }
        var read = read(file.strip());
        if (read.isEmpty()) {
            throw new InvalidMetricsTokenException(
                    "%s names %s, which is empty: write the token into it.".formatted(FILE_SETTING, file.strip()));
        }
        return checked(read, FILE_SETTING);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException e) {
            throw new InvalidMetricsTokenException("%s names %s, which cannot be read (%s): correct or unset it."
                    .formatted(FILE_SETTING, file, e.getClass().getSimpleName()));
        }
    }

    private static MetricsToken checked(String token, String setting) {
        if (token.length() < SHORTEST) {
            throw new InvalidMetricsTokenException(
                    "The token in %s has fewer than %d characters: take a random one, such as that of 'openssl rand -hex 24'."
                            .formatted(setting, SHORTEST));
        }
        if (!token.chars().allMatch(character -> character > ' ' && character < 127)) {
            throw new InvalidMetricsTokenException(
                    "The token in %s has a character that a header cannot carry: use letters, digits and signs of ASCII, without spaces."
                            .formatted(setting));
        }
        return new MetricsToken(sha256(token));
    }

    boolean isSet() {
        return hash != null;
    }

    /** Returns the token that a request shows in {@code Authorization: Bearer}, whoever's it is. */
    static Optional<String> presentedIn(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }

    /** Returns true if the request shows this token. */
    public boolean isIn(HttpServletRequest request) {
        return presentedIn(request).filter(this::matches).isPresent();
    }

    /** Compares hashes, so that the time it takes tells nothing about the token. */
    boolean matches(String presented) {
        return hash != null && MessageDigest.isEqual(hash, sha256(presented));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return isSet() ? "a token for the metrics" : "no token for the metrics";
    }
}
